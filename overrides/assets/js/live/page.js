// The live test: the reader's prompts to the models of their choice, from this browser, with the reader's own keys.

import { Answers } from "./answers.js"
import { make } from "./dom.js"
import { csv, json, save } from "./export.js"
import { Ledger } from "./ledger.js"
import { Models } from "./models.js"
import { sentence } from "./power.js"
import { entryRow, finding, rows } from "./results.js"
import { Rules } from "./rules.js"
import { Run } from "./run.js"

const numbersAlready = document.querySelector("a.bn") !== null // then site.js listens for them
const part = name => document.querySelector(`[data-live=${name}]`)
const form = part("form"), data = JSON.parse(part("data").textContent)
const many = (n, noun) => `${n.toLocaleString("en-GB")} ${noun}${n === 1 ? "" : "s"}`

const models = new Models(form, data, count), rules = new Rules(form, count), answers = new Answers(part("answers"))
const lines = new Map()
const ledger = new Ledger({ changed: entry => {
  part("ledger").hidden = false
  if (!lines.has(entry)) lines.set(entry, part("entries").appendChild(make("tr")))
  entryRow(entry, lines.get(entry))
} })
let run = null, stop = null

/** Say what this set-up can show, and how many requests it takes. */
function count() {
  const n = rules.prompts().length, m = models.chosen.length, { head, text } = sentence(n, m, rules.count)
  part("power").replaceChildren(make("b", {}, head), ` ${text}`)
  part("count").textContent = `${many(n, "prompt")} × ${many(m, "model")} = ${many(n * m, "request")}.`
}

function refuse(faults) {
  const box = part("faults")
  box.hidden = !faults.length
  box.replaceChildren(...faults.length ? [make("p", {}, make("b", {}, "Not sent yet.")), make("ul", {}, faults.map(({ text }) => make("li", {}, text)))] : [])
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid")
  for (const { field } of faults) field.setAttribute("aria-invalid", "true")
  faults[0]?.field.focus()
}

function running(on) {
  part("run").setAttribute("aria-disabled", on)
  part("stop").hidden = !on
  part("status").textContent = on ? "Running." : `${run.ended} of ${many(run.total, "request")} done${run.ended < run.total ? ", then stopped" : ""}.`
}

function tell() {
  part("results").hidden = false
  for (const cell of part("results").querySelectorAll("[data-judged]")) cell.hidden = !run.criteria.length
  part("rows").replaceChildren(...rows(run))
  const { head, text } = finding(run)
  part("finding").replaceChildren(head && make("b", {}, head), text && ` ${text}`)
}

async function start() {
  if (stop) return
  const prompts = rules.prompts(), { criteria, faults } = rules.criteria(prompts.length)
  const all = [...models.faults(), ...rules.faults(), ...prompts.length ? faults : []]
  refuse(all)
  if (all.length) return
  run = new Run({ prompts, models: [...models.chosen], criteria })
  stop = new AbortController()
  part("idle").hidden = true
  answers.start(run)
  running(true)
  tell()
  const io = { fetch: fetch.bind(window), now: () => performance.now(), ledger, signal: stop.signal, online: () => navigator.onLine }
  const changed = (p, m, answer, text) => {
    answers.changed(p, m, answer, text)
    if (text || answer.state === "waiting") return
    part("status").textContent = `${run.ended} of ${many(run.total, "request")} done.`
    tell()
  }
  const keys = new Map(run.models.map(model => [model.group, models.keyOf(model)])) // the form may change meanwhile
  try { await run.go({ keyOf: ({ group }) => keys.get(group), changed, io }) } finally {
    if (stop.signal.aborted && document.activeElement === part("stop")) part("run").focus()
    stop = null
    answers.show(answers.at)
    running(false)
    tell()
  }
}

form.addEventListener("submit", event => { event.preventDefault(); start() })
part("stop").addEventListener("click", () => stop?.abort())
const stem = () => `live-test-${run.began.slice(0, 16).replace(/[^0-9]/g, "-")}`
part("csv").addEventListener("click", () => save(`${stem()}.csv`, "text/csv", csv(run, models.keys())))
part("json").addEventListener("click", () => save(`${stem()}.json`, "application/json", json(run, ledger, models.keys())))
addEventListener("beforeunload", event => { if (stop) event.preventDefault() }) // leaving would lose what is being paid for
if (!numbersAlready) import("../card.js").then(card => card.listen(document))
count()
form.dataset.ready = ""
