// The first two steps of the form: which models, and a key for each platform. Keys stay in their fields and nowhere else.

import { named, options, own, query } from "./catalogue.js"
import { cross, make } from "./dom.js"

const root = () => document.querySelector("meta[name=tokonomix-root]")?.content ?? "."
const number = rate => make("a", { class: "bn", href: `${root()}/${rate.href}` }, rate.text)

function prices({ rates, own: added }) {
  if (added) return ["no list price for an address of your own"]
  if (!rates.input || !rates.output) return ["no list price"]
  return [number(rates.input), " in, ", number(rates.output), " out per 1M tokens"]
}

export class Models {
  chosen = []
  #sent = new Set() // keys of this visit, so that a text that repeats one is struck out even after its field was emptied

  constructor(form, data, changed) {
    Object.assign(this, { form, data, changed, all: options(data) })
    this.part = name => form.querySelector(`[data-live=${name}]`)
    this.#fillSelect()
    this.part("add").addEventListener("click", () => this.#add())
    this.part("own-add").addEventListener("click", () => this.#addOwn())
    for (const name of ["own-address", "own-name"]) this.part(name).addEventListener("keydown", event => {
      if (event.key === "Enter") { event.preventDefault(); this.#addOwn() }
    })
    const { chosen, missed } = named(new URLSearchParams(location.search).get("models") ?? "", this.all, data)
    this.chosen = chosen
    this.part("missed").replaceChildren(...missed.map(({ name, why }) => make("p", { class: "note" }, make("b", {}, `${name} is left out: `), why)))
    this.draw()
    addEventListener("pagehide", () => { // a page that the browser keeps for "back" keeps no key
      for (const field of this.#fields()) field.value = ""
      this.#sent.clear()
    })
  }

  #fields() { return [...this.part("keys").querySelectorAll("input")] }

  #fillSelect() {
    const groups = [...Map.groupBy(this.all, ({ where }) => where)].sort(([a], [b]) => a.localeCompare(b, "en-GB"))
    this.part("select").append(...groups.map(([where, list]) => make("optgroup", { label: where },
      list.map(({ key, name, note }) => make("option", { value: key }, note ? `${name} (${note})` : name)))))
  }

  #add() {
    const select = this.part("select"), option = this.all.find(({ key }) => key === select.value)
    if (option) this.#take(option)
    else select.focus()
  }

  #addOwn() {
    const address = this.part("own-address"), name = this.part("own-name"), option = own(address.value, name.value)
    this.part("own-fault").textContent = option.fault ?? ""
    if (option.fault) { (option.fault.startsWith("Write the name") ? name : address).focus(); return }
    this.#take(option)
    name.value = ""
  }

  #take(option) {
    if (!this.chosen.some(({ key }) => key === option.key)) this.chosen.push(option)
    this.#moved()
  }

  draw() {
    this.part("chosen").replaceChildren(...this.chosen.map(option => {
      const remove = cross(`${option.name} at ${option.where}`)
      remove.addEventListener("click", () => {
        this.chosen = this.chosen.filter(other => other !== option)
        this.#moved()
        ;(this.part("chosen").querySelector("button") ?? this.part("select")).focus()
      })
      return make("li", {}, make("span", {}, make("b", {}, option.name), make("small", { class: "q" }, ` ${option.where}`),
        make("small", { class: "pr" }, ...prices(option))), remove)
    }))
    this.part("none").hidden = this.chosen.length > 0
    this.#drawKeys()
  }

  #moved() {
    this.draw()
    const words = query(location.search, this.chosen, this.all)
    history.replaceState(history.state, "", (words ? `?${words}` : location.pathname) + location.hash)
    this.changed()
  }

  #drawKeys() {
    const box = this.part("keys"), wanted = new Map(this.chosen.map(option => [option.group, option]))
    for (const field of this.#fields()) if (!wanted.has(field.dataset.group)) { field.value = ""; field.closest("label").remove() }
    const there = new Set(this.#fields().map(field => field.dataset.group))
    for (const [group, option] of wanted) {
      if (there.has(group)) continue
      box.append(make("label", { class: "f" }, make("span", {}, option.own ? `Key for ${option.where}, if it wants one` : `Key for ${option.where}`),
        make("input", { class: "in", type: "password", autocomplete: "off", autocapitalize: "off", spellcheck: "false", "data-group": group, "data-1p-ignore": true, "data-lpignore": "true" })))
    }
    this.part("nokeys").hidden = wanted.size > 0
  }

  /** The key typed for a model, "" if none. */
  keyOf = model => {
    const key = this.#fields().find(field => field.dataset.group === model.group)?.value.trim() ?? ""
    if (key) this.#sent.add(key)
    return key
  }

  /** All keys used or typed, for striking them out of what is saved. */
  keys = () => [...this.#sent, ...this.#fields().map(field => field.value.trim()).filter(Boolean)]

  /** What keeps a run from starting: [{text, field}]. */
  faults() {
    if (!this.chosen.length) return [{ text: "Choose at least one model.", field: this.part("select") }]
    return this.#fields().flatMap(field => {
      const key = field.value.trim(), option = this.chosen.find(({ group }) => group === field.dataset.group)
      if (!key && !option.own) return [{ text: `The key for ${option.where} is missing.`, field }]
      return /^[\x21-\x7e]*$/.test(key) ? [] : [{ text: `The key for ${option.where} holds a space or a letter that no key has.`, field }]
    })
  }
}
