// A run: every prompt to every model, one request after the other, so that one answer does not slow the next.

import { call } from "./call.js"
import { cost, tokens } from "./cost.js"
import { judge, right } from "./criteria.js"

/** The numbers 0 to n-1 in an order drawn anew. */
export function shuffled(n, random = Math.random) {
  const order = [...Array(n).keys()]
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[order[i], order[j]] = [order[j], order[i]]
  }
  return order
}

/** The middle of some numbers, null for none. */
export function median(numbers) {
  if (!numbers.length) return null
  const sorted = [...numbers].sort((a, b) => a - b), half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

/**
 * What need not be asked again after a failure: the "platform" (no answer, wrong key), the "model", or "" neither.
 * `worked`: whether this model has answered before, so that the cause must be another.
 */
export function hopeless({ kind, status }, worked = false) {
  if (kind === "network" || kind === "offline") return worked ? "" : "platform"
  if (kind === "cors") return worked ? "" : "model"
  return status === 401 ? "platform" : status === 403 || status === 404 ? "model" : ""
}

/**
 * What is to be done: prompts [text], models [{id, name, base, host, served, unasked, prices, …}], criteria
 * [{type, wanted: [one for each prompt]}]. `answers[prompt][model]` is filled as the run goes.
 */
export class Run {
  constructor({ prompts, models, criteria }) {
    Object.assign(this, { prompts, models, criteria, began: null, over: false })
    this.answers = prompts.map(() => models.map(() => ({ state: "queued", text: "" })))
  }

  get total() { return this.prompts.length * this.models.length }
  get ended() { return this.answers.flat().filter(({ state }) => ["done", "failed", "skipped"].includes(state)).length }

  /** Ask everything. `keyOf(model)` gives the key; `changed(prompt, model, answer, text)` hears of each change. */
  async go({ keyOf, changed, io }) {
    this.began = new Date().toISOString()
    const worked = new Set(), reached = new Map(), given = new Map()
    for (const [p, prompt] of this.prompts.entries()) {
      for (const m of shuffled(this.models.length, io.random)) {
        if (io.signal.aborted) break
        const model = this.models[m], answer = this.answers[p][m]
        const before = given.get(model.group) ?? given.get(model.key)
        if (before) {
          const text = `Not sent, after this answer to an earlier request: ${before.text}`
          Object.assign(answer, { state: "skipped", failure: { ...before, text } })
          changed(p, m, answer)
          continue
        }
        answer.state = "waiting"
        changed(p, m, answer)
        const heard = text => {
          answer.state = "streaming"
          answer.text += text
          changed(p, m, answer, text)
        }
        const result = await call(model, keyOf(model), prompt, heard, { ...io, reached, worked: worked.has(model.key) })
        if (!result.failure) worked.add(model.key)
        const whole = result.failure && hopeless(result.failure, worked.has(model.key))
        if (whole) given.set(whole === "platform" ? model.group : model.key, result.failure)
        Object.assign(answer, result, this.#judged(p, model, result))
        changed(p, m, answer)
      }
    }
    this.over = true
  }

  #judged(p, model, result) {
    if (result.failure) return { state: result.failure.kind === "stopped" ? "stopped" : "failed", judged: [], right: null, tokens: null }
    const judged = judge(result.text, this.criteria.map(({ type, wanted }) => ({ type, wanted: wanted[p] })))
    const used = tokens(result.usage)
    return { state: "done", judged, right: right(judged), tokens: used, cost: cost(used, model.prices) }
  }

  /** One line a model: what its answers amount to. */
  summary() {
    return this.models.map((model, m) => {
      const all = this.answers.map(row => row[m]), done = all.filter(({ state }) => state === "done")
      const paid = done.filter(({ cost }) => cost.amount !== undefined)
      return {
        model, n: done.length, failed: all.filter(({ state }) => state === "failed" || state === "skipped").length,
        right: done.filter(answer => answer.right).length, hits: all.map(answer => answer.right ?? null),
        first: median(done.filter(({ first }) => first !== null).map(({ first }) => first)), whole: median(done.map(({ whole }) => whole)),
        out: done.every(({ tokens }) => tokens) && done.length ? done.reduce((sum, { tokens }) => sum + tokens.output, 0) : null,
        cost: paid.length ? paid.reduce((sum, { cost }) => sum + cost.amount, 0) : null, paid: paid.length,
        why: done.find(({ cost }) => cost.why)?.cost.why ?? "",
      }
    })
  }
}
