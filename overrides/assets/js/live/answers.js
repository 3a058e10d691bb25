// The answers to one prompt side by side, as they come in.

import { chip, make, seconds } from "./dom.js"
import { money } from "./cost.js"
import { words } from "./criteria.js"

const STATES = {
  queued: ["Queued"], waiting: ["Waiting", "preview"], streaming: ["Answering", "preview"],
  done: ["Done", "current"], failed: ["Failed", "retired"], stopped: ["Stopped"], skipped: ["Not sent"],
}
const ENDS = { length: "Cut off at the platform's length limit.", content_filter: "Cut off by the platform's content filter." }

const figure = (name, value) => make("span", {}, `${name} `, make("b", {}, value))

function figures(answer) {
  const early = answer.state === "queued" || answer.state === "waiting" || answer.state === "streaming"
  const first = answer.first ?? null, none = early ? "…" : answer.streamed === false ? "not streamed" : "none"
  const used = answer.tokens ? String(answer.tokens.output) : early ? "…" : answer.state === "done" ? "not reported" : "none"
  const paid = answer.cost ? answer.cost.why ?? money(answer.cost.amount) : early ? "…" : "none"
  return [figure("First token", seconds(first, none)), figure("Whole", seconds(early || answer.failure ? null : answer.whole, early ? "…" : "none")), figure("Tokens out", used), figure("Cost", paid)]
}

function remarks(answer) {
  const found = []
  if (answer.failure) found.push(make("p", { class: "why" }, make("b", {}, answer.failure.text), make("span", {}, answer.failure.hint)))
  if (answer.state === "done" && !answer.text) found.push(make("p", { class: "why" }, "The answer is empty."))
  if (answer.state === "done" && (ENDS[answer.finish] || !answer.finish)) found.push(make("p", { class: "why" }, ENDS[answer.finish] ?? "The platform did not say why the answer ends here."))
  if (answer.judged?.length) found.push(make("ul", { class: "crit" }, answer.judged.map(one => make("li", { class: one.met ? "met" : "miss" }, make("b", {}, one.met ? "met" : "not met"), ` ${words(one)}`))))
  return found
}

export class Answers {
  constructor(root) {
    this.root = root
    this.part = name => root.querySelector(`[data-live=${name}]`)
    this.part("previous").addEventListener("click", () => this.#turn(-1))
    this.part("next").addEventListener("click", () => this.#turn(1))
  }

  start(run) {
    this.run = run
    this.follow = true // until the reader turns to another prompt
    this.root.hidden = false
    this.show(0)
  }

  #turn(by) {
    this.follow = false
    this.show(Math.min(this.run.prompts.length - 1, Math.max(0, this.at + by)))
  }

  show(p) {
    this.at = p
    const { prompts, models, answers } = this.run
    this.part("which").textContent = `Prompt ${p + 1} of ${prompts.length}`
    this.part("asked").textContent = prompts[p]
    this.part("previous").setAttribute("aria-disabled", p === 0)
    this.part("next").setAttribute("aria-disabled", p === prompts.length - 1)
    this.boxes = models.map((model, m) => {
      const text = document.createTextNode(""), head = make("header"), foot = make("footer"), rest = make("div")
      const box = make("section", { class: "an", "aria-label": `Answer of ${model.name} at ${model.where}` }, head, make("div", { class: "body" }, make("p", { class: "said" }, text), rest), foot)
      return { box, head, text, rest, foot, m }
    })
    this.part("grid").className = `ans3 n${models.length === 4 ? 2 : Math.min(3, models.length)}`
    this.part("grid").replaceChildren(...this.boxes.map(({ box }) => box))
    for (const [m, answer] of answers[p].entries()) this.#draw(m, answer)
  }

  #draw(m, answer) {
    const { head, text, rest, foot } = this.boxes[m], model = this.run.models[m]
    const [word, shape] = answer.state === "queued" && this.run.over ? ["Not sent"] : STATES[answer.state]
    head.replaceChildren(make("span", {}, make("b", {}, model.name), make("small", { class: "q" }, ` ${model.where}`)), chip(word, shape))
    text.data = answer.text
    rest.replaceChildren(...remarks(answer))
    foot.replaceChildren(...figures(answer))
  }

  changed(p, m, answer, more) {
    if (this.follow && p !== this.at) this.show(p)
    if (p !== this.at) return
    if (more && this.boxes[m].text.length) this.boxes[m].text.appendData(more)
    else this.#draw(m, answer)
  }
}
