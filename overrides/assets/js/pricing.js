// The calculator of the pricing page. The server's table holds the bills of the first workload; this makes those of the
// work that the reader chooses, in the same table. The choice stands in the address.
import { money, ranked, usage } from "./bill.js"
import { count } from "./table.js"

/** The choice in words: "Turn in a chat, 5,000 a month; words of the answer 600". */
export function title(work, { units, sizes }) {
  const changed = work.sizes.filter(size => size.id in sizes).map(size => `${size.name.toLowerCase()} ${Number(sizes[size.id]).toLocaleString("en-GB")}`)
  return [`${work.name}, ${Number(units).toLocaleString("en-GB")} a month`, ...changed].join("; ")
}

/** What the fields say: {units, sizes, wrong}; sizes that are the workload's own are left out, wrong names unusable fields. */
export function choice(work, values) {
  const usable = text => /^\d{1,12}(\.\d+)?$/.test(text)
  const wrong = ["units", ...work.sizes.map(size => size.id)].filter(name => name in values && !usable(values[name]))
  if ("units" in values && !wrong.includes("units") && !/^0*[1-9]\d*$/.test(values.units)) wrong.push("units")
  const sizes = {}
  for (const { id, value } of work.sizes) if (id in values && !wrong.includes(id) && Number(values[id]) !== Number(value)) sizes[id] = values[id]
  return { units: "units" in values && !wrong.includes("units") ? Number(values.units) : work.units, sizes, wrong }
}

/** The address query for a choice; other keys are kept. `first` is the workload shown without one. */
export function query(old, works, first, work, { units, sizes }) {
  const words = new URLSearchParams(old)
  for (const name of ["work", "units", ...works.flatMap(one => one.sizes.map(size => size.id))]) words.delete(name)
  if (work.id !== first) words.set("work", work.id)
  if (units !== work.units) words.set("units", units)
  for (const [id, value] of Object.entries(sizes)) words.set(id, value)
  return words.toString()
}

/** The next value of a field after a press: never below `least`, and clean of binary dust. */
export const pressed = (value, step, by, least = 0) => String(Math.max(least, Math.round((Number(value) + by * Number(step)) * 1000) / 1000))

/** A bill as rectangles in percent of the bill that fills the bar; parts: [[role, cost], …]. A dearer one is marked as cut. */
export function bar(parts, most) {
  const whole = parts.reduce((sum, [, cost]) => sum + cost, 0n), full = whole > most ? whole : most
  const drawn = []
  let at = 0
  for (const role of ["p2", "p3", "p1"]) {
    const cost = parts.reduce((sum, part) => part[0] === role ? sum + part[1] : sum, 0n)
    const w = full ? Number(cost * 100_000n / full) / 1000 : 0
    if (w) drawn.push({ role, x: at, w })
    at += w
  }
  return whole > most ? [...drawn, { role: "cut", x: 94, w: 1.5 }] : drawn
}

const NS = "http://www.w3.org/2000/svg"
const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.append(...children)
  return node
}

function icon(name) {
  const svg = document.createElementNS(NS, "svg"), use = document.createElementNS(NS, "use")
  svg.setAttribute("class", "i")
  svg.setAttribute("aria-hidden", "true")
  use.setAttribute("href", `#i-${name}`)
  svg.append(use)
  return svg
}

/** How many bills there are and how many of the models have none, in the words of the server. */
export function counted(known, every) {
  const more = every - known
  const told = `${count(known)} ${known === 1 ? "bill" : "bills"}, cheapest first`
  return more ? `${told}; ${count(more)} ${more === 1 ? "more model lacks" : "more models lack"} the price of a part` : told
}

class Calculator {
  constructor(section) {
    this.section = section
    this.form = section.querySelector("[data-calc]")
    this.fields = section.querySelector("[data-fields]")
    this.table = section.querySelector("table")
    this.live = section.querySelector("[data-bill-live]")
    this.more = section.querySelector("[data-more-bills]")
    this.buttons = [...section.querySelectorAll("[data-work]")]
    this.root = document.querySelector("meta[name=tokonomix-root]").content
    this.first = this.buttons.find(button => button.getAttribute("aria-pressed") === "true").dataset.work
    this.own = { head: this.table.tHead.rows[0], rows: [...this.table.tBodies[0].rows], live: this.live.textContent, cut: section.querySelector("[data-cut]").hidden, title: section.querySelector("[data-title]").textContent }
    this.find = section.querySelector("[data-bill-find]")
    this.board = section.dataset.board
    this.none = section.querySelector("[data-none]")
    this.told = this.own.live
    this.capped = true
    this.work = null
    this.listen()
    const words = new URLSearchParams(location.search)
    if (["work", "units"].some(name => words.has(name)) || [...this.fields.querySelectorAll("input")].some(field => words.has(field.name))) this.recall(words)
  }

  listen() {
    for (const button of this.buttons) button.addEventListener("click", () => this.choose(button.dataset.work))
    this.form.addEventListener("submit", event => event.preventDefault())
    this.form.addEventListener("input", () => this.change())
    this.form.addEventListener("click", event => {
      const button = event.target.closest("[data-by]")
      if (!button) return
      const field = button.parentElement.querySelector("input")
      field.value = pressed(field.value, field.dataset.step, Number(button.dataset.by), field.name === "units" ? 1 : 0)
      this.change()
    })
    this.find.addEventListener("input", () => this.cap())
    this.more?.addEventListener("click", () => { this.capped = false; this.cap() })
    this.none.querySelector("[data-clear]").addEventListener("click", () => { this.find.value = ""; this.cap(); this.find.focus() })
  }

  async load() {
    this.coming ??= fetch(this.section.dataset.bills).then(answer => {
      if (!answer.ok) throw new Error(`${answer.status}`)
      return answer.json()
    })
    try {
      this.data = await this.coming
      this.work ??= this.data.workloads.find(work => work.id === this.first)
      return true
    } catch {
      this.coming = null
      this.live.textContent = "The prices did not arrive, so only the bills below are shown. Check the connection and choose again."
      return false
    }
  }

  async recall(words) {
    if (!await this.load()) return
    const work = this.data.workloads.find(one => one.id === words.get("work")) ?? this.work
    this.setFields(work, Object.fromEntries([...words].filter(([name]) => name === "units" || work.sizes.some(size => size.id === name))))
    this.draw()
  }

  async choose(id) {
    if (!await this.load()) return
    this.setFields(this.data.workloads.find(work => work.id === id), {})
    this.draw()
  }

  async change() { if (await this.load()) this.draw() }

  setFields(work, values) {
    this.work = work
    for (const button of this.buttons) button.setAttribute("aria-pressed", String(button.dataset.work === work.id))
    this.section.querySelector("[data-note]").textContent = work.note
    const fields = [{ id: "units", name: "How many a month", value: String(work.units), step: work.step }, ...work.sizes]
    this.fields.replaceChildren(...fields.map(({ id, name, value, step }) => make("div", { class: "f" }, make("label", { for: `work-${id}` }, name),
      make("span", { class: "step" }, make("button", { type: "button", "data-by": "-1", "aria-label": `Less: ${name}` }, "−"),
        make("input", { id: `work-${id}`, name: id, type: "number", min: "0", step: "any", inputmode: "decimal", autocomplete: "off", value: values[id] ?? value, "data-step": step }),
        make("button", { type: "button", "data-by": "1", "aria-label": `More: ${name}` }, "+")))))
  }

  draw() {
    const inputs = [...this.fields.querySelectorAll("input")]
    const chosen = choice(this.work, Object.fromEntries(inputs.map(field => [field.name, field.value.trim()])))
    for (const field of inputs) field.toggleAttribute("aria-invalid", chosen.wrong.includes(field.name))
    const words = query(location.search, this.data.workloads, this.first, this.work, chosen)
    history.replaceState(history.state, "", `${location.pathname}${words ? `?${words}` : ""}${location.hash}`)
    this.section.querySelector("[data-left]").textContent = this.work.left
    if (this.work.id === this.first && chosen.units === this.work.units && !Object.keys(chosen.sizes).length) {
      this.section.querySelector("[data-cut]").hidden = this.own.cut
      this.show(this.own.head, this.own.rows, this.own.title, this.own.live)
    }
    else this.compute(chosen)
  }

  compute(chosen) {
    const rows = ranked(this.data, this.work, chosen)
    this.scored = this.board && rows.some(one => one.model.score)
    const known = rows.filter(one => one.bill.total !== null)
    const priced = known.filter(one => one.model.staged && !one.bill.free)
    const most = priced.slice(0, 50).at(-1)?.bill.total ?? 0n
    const each = usage(this.work, chosen.sizes)
    const heads = this.work.heads.map(([text], at) => {
      const tokens = Number(Object.values(each)[at]) / 1e6
      return make("th", { scope: "col", class: "n" }, text, make("small", {}, `${tokens.toLocaleString("en-GB", { maximumFractionDigits: 2 })} tokens each`))
    })
    const row = make("tr", {}, make("th", { scope: "col" }, "Model"), make("th", { scope: "col", class: "n", "aria-sort": "ascending" }, "Bill", make("small", {}, "US$ a month")),
      make("th", { scope: "col", class: "bar" }, make("span", { class: "vh" }, "Parts as a bar")), ...heads,
      make("th", { scope: "col", class: "n" }, "Each", make("small", {}, "US$")), ...this.scored ? [make("th", { scope: "col", class: "n" }, this.board, make("small", {}, "0 to 100"))] : [])
    const named = title(this.work, chosen)
    const price = made => made.free ? "a free tier" : `US$ ${money(made.total)} a month`
    const told = counted(known.length, rows.length)
    this.section.querySelector("[data-cut]").hidden = priced.length <= 50
    this.show(row, rows.map(one => this.row(one, most)), named, known.length ? `${told}: ${known[0].model.name}, ${price(known[0].bill)}` : told)
  }

  show(head, rows, named, live) {
    this.table.tHead.replaceChildren(head)
    this.table.tBodies[0].replaceChildren(...rows)
    this.section.querySelector("[data-title]").textContent = named
    this.told = live
    this.cap()
  }

  cap() {
    const words = this.find.value.toLowerCase().split(",").map(word => word.trim()).filter(Boolean)
    const rows = [...this.table.tBodies[0].rows]
    for (const row of rows) row.hidden = words.length > 0 && !words.some(word => row.textContent.toLowerCase().includes(word))
    const shown = rows.filter(row => !row.hidden).length
    this.say(words.length ? `${count(shown)} of ${count(rows.length)} models` : this.told)
    this.none.hidden = shown > 0
    const capped = this.capped && !words.length
    this.table.classList.toggle("cap50", capped)
    if (!this.more) return
    this.more.parentElement.hidden = !capped || rows.length <= 50
    this.more.textContent = `Show all ${count(rows.length)} models`
  }

  /** Say what is shown once the reader pauses, so that a voice does not read every letter's answer. */
  say(words) {
    clearTimeout(this.later)
    this.later = setTimeout(() => { this.live.textContent = words }, 300)
  }

  row({ model, bill }, most) {
    const home = `${this.root}/models/${model.id}/`
    const name = make("th", { scope: "row" }, make("a", { href: home }, model.name))
    if (model.mark) name.append(" ", make("span", { class: `sti ${model.mark[0]}` }, icon(model.mark[0]), model.mark[1]))
    name.append(" ", make("small", { class: "vend" }, model.vendor))
    if (!model.staged) name.append(" ", make("small", { class: "u" }, "stage not recorded"))
    const unknown = (word = "unknown") => make("td", { class: "n" }, make("span", { class: "unk" }, word))
    const whole = bill.total !== null
    return make("tr", { "data-model": model.id }, name,
      whole ? make("td", { class: "n total" }, bill.free ? "free tier" : money(bill.total)) : unknown(),
      make("td", { class: "bar" }, this.bar(whole ? bill.parts : [], most)),
      ...bill.parts.map(part => part.missing ? unknown(part.listed ? "unknown" : "not listed")
        : make("td", { class: "n" }, make("a", { class: "bn", href: `${home}#${part.anchor}` }, part.free ? "free" : money(part.cost)))),
      whole ? make("td", { class: "n" }, bill.free ? "free tier" : money(bill.total, 4, bill.units)) : unknown(),
      ...this.scored ? [model.score ? make("td", { class: "n" }, make("a", { class: "bn", href: `${home}#${model.score[2]}` }, model.score[0]), " ", make("small", { class: "u" }, model.score[1])) : unknown("not scored")] : [])
  }

  bar(parts, most) {
    const svg = document.createElementNS(NS, "svg")
    svg.setAttribute("class", "stack")
    svg.setAttribute("aria-hidden", "true")
    for (const { role, x, w } of bar(parts.map((part, at) => [this.work.heads[at][1], part.cost]), most)) {
      const rect = document.createElementNS(NS, "rect")
      for (const [name, value] of Object.entries({ class: role, x: `${x}%`, width: `${w}%` })) rect.setAttribute(name, value)
      svg.append(rect)
    }
    return svg
  }
}

if (typeof document !== "undefined") for (const section of document.querySelectorAll("[data-bills]")) new Calculator(section)
