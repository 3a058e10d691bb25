// The answers as files. Keys are not among what is written, and are struck out of any text that repeats one.

import { words } from "./criteria.js"
import { redact } from "./ledger.js"

const seconds = ms => ms == null ? "" : (ms / 1000).toFixed(3)

const COLUMNS = {
  prompt_no: ({ p }) => p + 1,
  prompt: ({ run, p }) => run.prompts[p],
  model: ({ model }) => model.name,
  served_as: ({ model }) => model.served,
  address: ({ model }) => model.base,
  state: ({ answer }) => answer.state,
  first_token_s: ({ answer }) => seconds(answer.first),
  whole_s: ({ answer }) => seconds(answer.whole),
  tokens_in: ({ answer }) => answer.tokens?.input ?? "",
  tokens_in_cached: ({ answer }) => answer.tokens?.cached ?? "",
  tokens_out: ({ answer }) => answer.tokens?.output ?? "",
  cost_usd: ({ answer }) => answer.cost?.amount ?? "",
  prices_checked_on: ({ answer, model }) => answer.cost?.amount === undefined ? "" : model.prices.checked ?? "",
  right: ({ answer }) => answer.right == null ? "" : answer.right ? "yes" : "no",
  not_met: ({ answer }) => (answer.judged ?? []).filter(({ met }) => !met).map(words).join("; "),
  finish: ({ answer }) => answer.finish ?? "",
  failure: ({ answer }) => answer.failure?.text ?? "",
  answer: ({ answer }) => answer.text,
}

// A spreadsheet would run a text that begins like a formula.
const safe = text => /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
const cell = value => {
  const text = typeof value === "number" ? String(value) : safe(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text
}

/** One line for each answer. */
export function csv(run, keys) {
  const lines = [Object.keys(COLUMNS).join(",")]
  run.answers.forEach((row, p) => row.forEach((answer, m) => {
    const all = { run, p, answer, model: run.models[m] }
    lines.push(Object.values(COLUMNS).map(column => {
      const value = column(all)
      return cell(typeof value === "string" ? redact(value, keys) : value)
    }).join(","))
  }))
  return `${lines.join("\r\n")}\r\n`
}

/** Everything: prompts, criteria, models with their prices, answers, and the ledger of requests. */
export function json(run, ledger, keys) {
  const models = run.models.map(({ id, name, base, served, prices }) => ({ id, name, base, served_as: served, prices }))
  const criteria = run.criteria.map(({ type, wanted }) => ({ type, value: wanted }))
  const answers = run.answers.flatMap((row, p) => row.map(({ state, text, first, whole, tokens, cost, judged, right, finish, failure, streamed }, m) =>
    ({ prompt: p, model: m, state, text, first_ms: first, whole_ms: whole, streamed, tokens, cost, judged, right, finish, failure })))
  const file = { schema: "tokonomix/live-test/1", began: run.began, prompts: run.prompts, criteria, models, answers, requests: ledger.entries }
  return `${JSON.stringify(file, (_, value) => typeof value === "string" ? redact(value, keys) : value, 2)}\n`
}

/** Let the browser save a text as a file. */
export function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = Object.assign(document.createElement("a"), { href: address, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
