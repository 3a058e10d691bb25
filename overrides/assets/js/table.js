// Tables that the reader sorts and filters. The server's table is complete, but for a long one that names the page of its
// other rows; this moves and hides rows. The state of the one table marked data-state stands in the address, so that a view
// can be sent to someone.
import { rest } from "./rest.js"

const collator = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" })

/** Order of two cell values; kind "num" or "text", sign 1 ascending, -1 descending. Missing ("") is last either way. */
export function compare(a, b, kind, sign) {
  if (a === "" || b === "") return (a === "") - (b === "")
  return sign * (kind === "num" ? Number(a) - Number(b) : collator.compare(a, b))
}

/** Whether a row fits every condition. row: {text, data}; a condition: {name, kind, wanted: [text, …]}. */
export function fits(row, conditions) {
  return conditions.every(({ name, kind, wanted }) => {
    if (kind === "lifted") return true
    if (kind === "without") return !row.data[name]
    if (kind === "search") return wanted[0].toLowerCase().split(/\s+/).every(word => row.text.includes(word))
    const has = row.data[name] ?? ""
    if (kind === "most") return has !== "" && Number(has) <= Number(wanted[0])
    if (kind === "least") return has !== "" && Number(has) >= Number(wanted[0])
    const words = has.split(" ")
    return wanted.some(word => words.includes(word))
  })
}

/** The name of a column in the address: "Out, US$" -> "out-us". */
export const key = text => text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")

/** A count as the pages write it: 1,068. */
export const count = number => number.toLocaleString("en-GB")

/** What is shown, in words. sorted: {text, kind, sign} or null for the table's own order; hidden: "34 retired", or "". */
export function summary(shown, total, noun, sorted, hidden = "") {
  const rows = shown === total ? `${count(total)} ${noun}` : `${count(shown)} of ${count(total)} ${noun}`
  const told = hidden ? `${rows}; ${hidden} hidden` : rows
  if (!sorted) return told
  const order = sorted.kind === "num" ? ["lowest first", "highest first"] : ["A to Z", "Z to A"]
  return `${told}, sorted by ${sorted.text}, ${order[sorted.sign > 0 ? 0 : 1]}`
}

/** What is hidden until it is asked for, each row counted once. lifts: [[name, words], …], in the order in which they count. */
export function hides(rows, lifts) {
  const by = name => rows.filter(data => lifts.find(([key]) => data[key])?.[0] === name).length
  return lifts.map(([name, words]) => [by(name), words]).filter(([count]) => count)
}

/** The address query for a view: fields that are set, and the order if the reader chose one. Other keys are kept. */
export function query(old, names, conditions, sorted) {
  const words = new URLSearchParams(old)
  for (const name of [...names, "sort", "dir"]) words.delete(name)
  for (const { name, kind, wanted } of conditions) if (kind !== "without") for (const word of wanted) words.append(name, word)
  if (sorted) { words.set("sort", key(sorted.text)); words.set("dir", sorted.sign > 0 ? "asc" : "desc") }
  return words.toString()
}

const caption = button => button.textContent.trim()

class Table {
  constructor(table) {
    this.table = table
    this.body = table.tBodies[0]
    this.own = []
    this.facts = new Map()
    this.take([...this.body.rows])
    this.form = document.querySelector(`form[data-filters="${table.id}"]`)
    this.say = (this.form ?? document).querySelector(`[data-live="${table.id}"]`) ?? this.form?.querySelector("[data-live]")
    this.none = document.querySelector(`[data-none="${table.id}"]`)
    this.button = document.querySelector(`[data-more="${table.id}"]`)
    this.capped = table.classList.contains("cap50") && Boolean(this.button)
    this.lifts = [...this.form?.querySelectorAll("[data-at=lift]") ?? []]
    this.cut = this.own.findIndex(row => row.classList.contains("cut"))
    this.noun = table.dataset.noun || "rows"
    const now = table.querySelector("th[aria-sort] .so")
    this.start = now && this.order(now, now.closest("th").getAttribute("aria-sort") === "ascending" ? 1 : -1)
    this.sorted = this.start
    this.listen()
    if (table.hasAttribute("data-state") && location.search) this.whole(() => this.recall(new URLSearchParams(location.search)))
    else if (this.lifts.length) this.filter()
    table.removeAttribute("data-hides")
  }

  take(rows) {
    this.own.push(...rows)
    for (const row of rows) this.facts.set(row, { text: row.textContent.toLowerCase(), data: row.dataset })
  }

  /** Do what was asked once all rows are here: at once, unless some stand on another page. */
  whole(asked) {
    if (!this.table.dataset.rest) return asked()
    this.coming ??= rest(this.table).then(rows => {
      this.take(rows)
      this.body.append(...rows)
      delete this.table.dataset.rest
    })
    return this.coming.then(asked, () => {
      this.coming = null
      const told = this.say ?? this.button
      if (told) told.textContent = "The other rows did not arrive. Check the connection and choose again."
    })
  }

  order(button, sign) { return { button, sign, kind: button.dataset.sort, text: caption(button) } }

  get chosen() { return this.sorted && !(this.sorted.button === this.start?.button && this.sorted.sign === this.start?.sign) ? this.sorted : null }

  listen() {
    this.table.tHead.addEventListener("click", event => {
      const button = event.target.closest(".so")
      if (!button) return
      const first = button.dataset.first === "ascending" || button.dataset.sort === "text" ? 1 : -1
      this.whole(() => {
        this.sort(this.order(button, this.sorted?.button === button ? -this.sorted.sign : first))
        this.tell()
      })
    })
    const changed = () => this.whole(() => { this.filter(); this.tell() })
    this.button?.addEventListener("click", () => this.whole(() => { this.capped = false; this.filter() }))
    this.form?.addEventListener("input", changed)
    this.form?.addEventListener("submit", event => event.preventDefault())
    this.form?.addEventListener("reset", () => setTimeout(changed))
    this.none?.querySelector("[data-clear]")?.addEventListener("click", () => { this.form.reset(); this.form.querySelector("input, select")?.focus() })
  }

  sort(wanted) {
    this.sorted = wanted
    for (const head of this.table.tHead.querySelectorAll("[aria-sort]")) head.removeAttribute("aria-sort")
    const head = wanted.button.closest("th")
    head.setAttribute("aria-sort", wanted.sign > 0 ? "ascending" : "descending")
    let rows = this.own
    if (this.chosen) {
      const column = head.cellIndex
      const value = row => { const cell = row.cells[column]; return cell ? cell.dataset.v ?? cell.textContent.trim() : "" }
      const pairs = this.own.filter(row => !row.classList.contains("sub")).map(row => [value(row), row])
      rows = pairs.sort((a, b) => compare(a[0], b[0], wanted.kind, wanted.sign)).map(pair => pair[1])
      rows.push(...this.own.filter(row => row.classList.contains("sub")))
    }
    this.table.toggleAttribute("data-reordered", Boolean(this.chosen))
    this.body.append(...rows)
  }

  conditions() {
    const found = new Map()
    for (const field of this.form?.elements ?? []) {
      if (this.lifts.includes(field)) {
        found.set(field.name, { name: field.name, kind: field.checked ? "lifted" : "without", wanted: [field.value] })
        continue
      }
      if (!field.name || (field.type === "checkbox" || field.type === "radio") && !field.checked || field.value.trim() === "") continue
      const kind = field.type === "search" ? "search" : field.dataset.at ?? "word"
      if (!found.has(field.name)) found.set(field.name, { name: field.name, kind, wanted: [] })
      found.get(field.name).wanted.push(field.value.trim())
    }
    return [...found.values()]
  }

  filter() {
    const conditions = this.conditions()
    const asked = conditions.some(({ kind }) => kind !== "lifted" && kind !== "without")
    this.shown = 0
    let group = 0
    for (const row of this.own.toReversed()) {
      if (row.classList.contains("sub")) {
        row.hidden = asked || !group
        group = 0
        continue
      }
      row.hidden = !fits(this.facts.get(row), conditions)
      if (!row.hidden) { this.shown += 1; group += 1 }
    }
    this.rule()
    const cap = this.capped && !asked && this.shown > 50
    this.table.classList.toggle("cap50", cap)
    this.button?.closest(".more")?.toggleAttribute("hidden", !cap)
    if (this.button) this.button.textContent = `Show all ${count(this.shown)} rows`
    this.none?.toggleAttribute("hidden", this.shown > 0)
  }

  /** Draw the heavy rule under the last row shown of those above it. */
  rule() {
    if (this.cut < 0) return
    const last = this.own.slice(0, this.cut + 1).findLast(row => !row.hidden && !row.classList.contains("sub"))
    for (const row of this.own) row.classList.toggle("cut", row === last)
  }

  tell() {
    const rows = this.own.filter(row => !row.classList.contains("sub"))
    const hidden = hides(rows.map(row => row.dataset), this.lifts.filter(lift => !lift.checked).map(lift => [lift.name, lift.dataset.words]))
    const total = rows.length - hidden.reduce((sum, [more]) => sum + more, 0)
    const words = hidden.map(([more, what]) => `${count(more)} ${what}`).join(", ")
    if (this.say) this.say.textContent = summary(this.shown ?? total, total, this.noun, this.sorted, words)
    if (!this.table.hasAttribute("data-state")) return
    const names = [...new Set([...this.form?.elements ?? []].map(field => field.name).filter(Boolean))]
    const asked = query(location.search, names, this.conditions(), this.chosen)
    history.replaceState(history.state, "", `${location.pathname}${asked ? `?${asked}` : ""}${location.hash}`)
  }

  recall(words) {
    for (const field of this.form?.elements ?? []) {
      if (!field.name || !words.has(field.name)) continue
      if (field.type === "checkbox" || field.type === "radio") field.checked = words.getAll(field.name).includes(field.value)
      else field.value = words.get(field.name)
    }
    const button = [...this.table.tHead.querySelectorAll(".so")].find(one => key(caption(one)) === words.get("sort"))
    if (button) this.sort(this.order(button, words.get("dir") === "asc" ? 1 : -1))
    this.filter()
    this.tell()
  }
}

/** Make every table marked data-table in `root` sortable. */
export function listen(root) {
  for (const table of root.querySelectorAll("table[data-table]")) new Table(table)
}
