// The last two steps of the form: prompts, and what counts as right.

import { KINDS, wanted } from "./criteria.js"
import { cross, make } from "./dom.js"
import { prompts } from "./prompts.js"

export class Rules {
  constructor(form, changed) {
    this.part = name => form.querySelector(`[data-live=${name}]`)
    this.changed = changed
    this.part("prompts").addEventListener("input", changed)
    this.part("rule-add").addEventListener("click", () => { this.#add(); changed() })
  }

  #rows() { return [...this.part("rules").children] }

  #add() {
    const number = this.#rows().length + 1
    const kind = make("select", { class: "in", "aria-label": `Kind of criterion ${number}` }, Object.entries(KINDS).map(([type, { name }]) => make("option", { value: type }, name)))
    const text = make("textarea", { class: "in", rows: "1", "aria-label": `Text of criterion ${number}` })
    const remove = cross(`criterion ${number}`), row = make("li", {}, kind, remove, text)
    kind.addEventListener("change", () => { text.hidden = !KINDS[kind.value].wants; this.changed() })
    text.addEventListener("input", () => { text.rows = Math.min(8, text.value.split("\n").length); this.changed() })
    remove.addEventListener("click", () => { row.remove(); this.changed(); this.part("rule-add").focus() })
    this.part("rules").append(row)
    kind.focus()
  }

  prompts = () => prompts(this.part("prompts").value)

  get count() { return this.#rows().length }

  /** {criteria: [{type, wanted: […]}], faults: [{text, field}]} for so many prompts. */
  criteria(count) {
    const criteria = [], faults = []
    for (const row of this.#rows()) {
      const type = row.querySelector("select").value, field = row.querySelector("textarea")
      const found = wanted({ type, value: field.value }, count)
      if (found.fault) faults.push({ text: found.fault, field })
      else criteria.push({ type, wanted: found.wanted })
    }
    return { criteria, faults }
  }

  /** What keeps a run from starting, apart from criteria. */
  faults() { return this.prompts().length ? [] : [{ text: "Write at least one prompt.", field: this.part("prompts") }] }
}
