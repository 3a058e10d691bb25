// Models side by side: the table of the server, for the models that the reader chooses. The choice stands in the address as
// ?models=a,b,c. What a cell says and where its record stands comes ready made; here rows are only set against each other.

export const MOST = 6

const TEXT = 0, VALUE = 1, ANCHOR = 2, NOTE = 3, GONE = 6

/** The models an address asks for: {ids, unknown, over}; each once, six at most. known: a Map by id. */
export function asked(search, known) {
  const names = [...new Set((new URLSearchParams(search).get("models") ?? "").split(",").map(name => name.trim()).filter(Boolean))]
  const found = names.filter(name => known.has(name))
  return { ids: found.slice(0, MOST), unknown: names.filter(name => !known.has(name)), over: found.slice(MOST) }
}

/** Whether all cells of a row say the same. */
export const same = row => new Set(row.map(cell => JSON.stringify([cell[TEXT], cell[NOTE] ?? "", cell[GONE] ?? 0]))).size === 1

/** Limits this close to the longest count as equal to it. */
export const NEAR = 0.95

/** For each model whether another of them is better on a board with the certainty that ends a group. board: one of pairs.json. */
export function behind([, , models, , said, pooled = {}], ids) {
  const places = ids.map(id => models.indexOf(pooled[id] ?? id))
  const worse = (i, j) => {
    if (i < 0 || j < 0 || i === j) return false
    const first = Math.min(i, j), last = Math.max(i, j)
    return said[3 * (first * models.length - first * (first + 1) / 2 + last - first - 1)] === (i < j ? "-" : "+")
  }
  return places.map(i => places.some(j => worse(i, j)))
}

/** For each cell whether it is the best or cannot be told from it; for a score that is what `behind` says. */
export function best(better, row, behind = []) {
  const values = row.map(cell => better && (cell[VALUE] ?? "") !== "" ? Number(cell[VALUE]) : null)
  const known = values.filter(value => value !== null)
  const none = row.map(() => false)
  if (known.length < 2) return none
  const top = better === "low" ? Math.min(...known) : Math.max(...known)
  const near = { low: value => value === top, high: value => value >= NEAR * top, score: (_, at) => !behind[at] }[better]
  const marks = values.map((value, at) => value !== null && near(value, at))
  return marks.every((mark, at) => mark || values[at] === null) ? none : marks
}

/** The rows of a comparison: {groups: [[name, [[row, cells], …]], …], same: [[row, cells], …]}. */
export function split(data, ids) {
  const told = new Map(data.models.map(([id, , , cells]) => [id, cells]))
  const rows = data.rows.map((row, at) => [row, ids.map(id => told.get(id)[at])])
  const groups = []
  for (const pair of rows.filter(([, cells]) => !same(cells))) {
    const name = pair[0][2]
    if (groups.at(-1)?.[0] !== name) groups.push([name, []])
    groups.at(-1)[1].push(pair)
  }
  return { groups, same: rows.filter(([, cells]) => same(cells)) }
}

/** Names in a sentence: "A", "A and B", "A, B and C". */
export const listing = names => names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`

/** What a board says of two models, [id, name] each: [text, remark], in the words of the server. board: one of pairs.json. */
export function really([, , models, suites, said, pooled = {}], one, other) {
  const i = models.indexOf(pooled[one[0]] ?? one[0]), j = models.indexOf(pooled[other[0]] ?? other[0])
  if (i < 0 || j < 0) return ["cannot be told", i < 0 && j < 0 ? "neither has a score" : `${i < 0 ? one[1] : other[1]} has no score`]
  if (i === j) return ["cannot be told", "one score stands for both"]
  const first = Math.min(i, j), last = Math.max(i, j)
  const at = 3 * (first * models.length - first * (first + 1) / 2 + last - first - 1)
  const sign = said[at], chance = Number(said.slice(at + 1, at + 3))
  const better = (sign === "+" || sign === "=") === (i < j) ? one[1] : other[1]
  const share = `${chance === 99 ? "at least " : ""}${chance}\u202f%`
  const remark = suites[i] & suites[j] ? "" : "no test suite in common"
  return ["=~".includes(sign) ? `cannot be told; leans to ${better}, ${share}` : `${better} is better, with ${share}`, remark]
}

const NS = "http://www.w3.org/2000/svg"
const COUNTS = ["none", "one", "two", "three", "four", "five", "six"]
const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.append(...children)
  return node
}
const draw = (tag, attributes, ...children) => {
  const node = document.createElementNS(NS, tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.append(...children)
  return node
}
const icon = name => draw("svg", { class: "i", "aria-hidden": "true" }, draw("use", { href: `#i-${name}` }))

class Comparison {
  constructor(section) {
    this.section = section
    this.root = document.querySelector("meta[name=tokonomix-root]").content
    this.say = section.querySelector("[data-say]")
    this.tags = section.querySelector(".tags")
    this.field = section.querySelector("#add-model")
    this.ids = section.dataset.models.split(",").filter(Boolean)
    this.first = this.ids.join(",")
    this.buttons()
    section.addEventListener("click", event => {
      const button = event.target.closest("[data-remove]")
      if (button) this.remove(button.dataset.remove)
    })
    section.querySelector("[data-add]").addEventListener("submit", event => { event.preventDefault(); this.add() })
    this.field.addEventListener("focus", () => this.load(), { once: true })
    addEventListener("popstate", () => this.recall())
    if (new URLSearchParams(location.search).has("models")) this.recall()
  }

  async load() {
    this.coming ??= fetch(this.section.dataset.compare).then(answer => {
      if (!answer.ok) throw new Error(`${answer.status}`)
      return answer.json()
    })
    this.chances ??= fetch(this.section.dataset.pairs).then(answer => {
      if (!answer.ok) throw new Error(`${answer.status}`)
      return answer.json()
    })
    this.boards = await this.chances.catch(() => { this.chances = null })
    try {
      this.data = await this.coming
    } catch {
      this.coming = null
      this.say.textContent = "The figures of the other models did not arrive. Check the connection and try again."
      return false
    }
    if (!this.known) {
      this.known = new Map(this.data.models.map(model => [model[0], model]))
      this.section.querySelector("datalist").replaceChildren(...this.data.models.map(([id, name, vendor]) => make("option", { value: name === id ? id : `${name} (${id})` }, vendor)))
    }
    return true
  }

  async recall() {
    if (!await this.load()) return
    const { ids, unknown, over } = asked(location.search || `?models=${this.first}`, this.known)
    const said = []
    if (unknown.length) said.push(`We know no model called ${listing(unknown)}.`)
    if (over.length) said.push(`Six models fit; ${listing(over.map(id => this.known.get(id)[1]))} ${over.length === 1 ? "is" : "are"} left out.`)
    const added = this.first.split(",").filter(id => !ids.includes(id))
    if (ids.length < 2) said.push("A comparison needs two models, so others are shown beside it.")
    this.ids = ids.length < 2 ? [...ids, ...added].slice(0, Math.max(2, 3 - ids.length)) : ids
    this.show(said.join(" "))
  }

  match(text) {
    const wanted = text.trim().toLowerCase()
    const inBrackets = /\(([^()]+)\)$/.exec(wanted)?.[1]
    const models = this.data.models
    return models.find(([id]) => id === wanted || id === inBrackets) ?? models.find(([, name]) => name.toLowerCase() === wanted)
      ?? (wanted.length > 2 ? models.find(([id, name]) => name.toLowerCase().startsWith(wanted) || id.startsWith(wanted)) : undefined)
  }

  async add() {
    if (!this.field.value.trim() || !await this.load()) return
    const found = this.match(this.field.value)
    if (!found) { this.say.textContent = `We know no model called “${this.field.value.trim()}”. Choose one of the names offered.`; return }
    if (this.ids.includes(found[0])) { this.say.textContent = `${found[1]} is already here.`; return }
    if (this.ids.length >= MOST) { this.say.textContent = "Six models fit. Remove one first."; return }
    this.ids.push(found[0])
    this.field.value = ""
    this.keep(`${found[1]} added.`)
  }

  async remove(id) {
    if (this.ids.length <= 2 || !await this.load()) return
    const at = this.ids.indexOf(id), name = this.known.get(id)[1]
    this.ids.splice(at, 1)
    this.keep(`${name} removed.`)
    const next = this.tags.querySelectorAll("button")[Math.min(at, this.ids.length - 1)]
    if (next?.disabled === false) next.focus()
    else this.field.focus()
  }

  keep(said) {
    const words = new URLSearchParams(location.search)
    words.delete("models")
    const query = this.ids.join(",") === this.first ? words.toString() : [words.toString(), `models=${this.ids.join(",")}`].filter(Boolean).join("&")
    history.pushState(null, "", `${location.pathname}${query ? `?${query}` : ""}`)
    this.show(said)
  }

  buttons() {
    for (const button of this.tags.querySelectorAll("button")) button.disabled = this.ids.length <= 2
  }

  show(said) {
    const models = this.ids.map(id => this.known.get(id))
    const names = models.map(model => model[1])
    const { groups, same: alike } = split(this.data, this.ids)
    this.tags.replaceChildren(...models.map(([id, name]) => make("li", { class: "tag" }, name, make("button", { type: "button", "data-remove": id, "aria-label": `Remove ${name}` }, icon("x")))))
    this.buttons()
    this.section.querySelector("#side-by-side").textContent = listing(names)
    document.title = document.title.replace(/^.*?( · .*)?$/, `Compare ${listing(names)}$1`)
    const head = make("tr", { role: "row" }, make("th", { role: "columnheader", scope: "col" }, make("span", { class: "vh" }, "Property")),
      ...models.map(([id, name]) => make("th", { role: "columnheader", scope: "col" }, make("a", { href: `${this.root}/models/${id}/` }, name))))
    const body = groups.flatMap(([name, rows]) => [
      make("tr", { role: "row", class: "sub" }, make("th", { colspan: models.length + 1, scope: "colgroup", role: "rowheader" }, name)), ...rows.map(pair => this.row(...pair))])
    const [differ, fold] = this.section.querySelectorAll("table.cmp")
    for (const table of [differ, fold]) table.className = `t cmp n${models.length}`
    differ.tHead.replaceChildren(head)
    differ.tBodies[0].replaceChildren(...body)
    fold.tBodies[0].replaceChildren(...alike.map(pair => this.row(...pair)))
    this.section.querySelector("[data-same]").hidden = alike.length === 0
    this.section.querySelector("[data-same] summary").textContent = `${alike.length} ${alike.length === 1 ? "property is" : "properties are"} the same for all ${COUNTS[models.length]}`
    this.section.querySelector(".cta a").setAttribute("href", `${this.root}/live-test/?models=${this.ids.join(",")}`)
    this.say.textContent = said
    this.better(models)
  }

  better(models) {
    const table = this.section.querySelector("[data-better] table")
    if (!table) return
    if (!this.boards) {
      table.tBodies[0].replaceChildren(make("tr", {}, make("td", { colspan: table.tHead.rows[0].cells.length }, "The chances did not arrive. Check the connection and choose again.")))
      return
    }
    const pairs = models.flatMap((one, at) => models.slice(at + 1).map(other => [one, other]))
    table.tBodies[0].replaceChildren(...pairs.map(([one, other]) => make("tr", {}, make("th", { scope: "row" }, `${one[1]} and ${other[1]}`),
      ...this.boards.map((board, at) => this.chance(board, one, other, table.tHead.rows[0].cells[at + 1].textContent)))))
  }

  chance(board, one, other, head) {
    const [text, note] = really(board, one, other)
    const at = this.data.rows.findIndex(([key]) => key === `score.${board[0]}`)
    const from = [one, other].find(model => model[3][at]?.[ANCHOR])
    const told = text === "cannot be told" || !from ? make("span", { class: "unk" }, note ? `${text}:` : text)
      : make("a", { class: "bn", href: `${this.root}/models/${from[0]}/#${from[3][at][ANCHOR]}` }, text)
    return make("td", { "data-h": head }, told, ...note ? [" ", make("small", {}, note)] : [])
  }

  row([key, name, , better], cells) {
    const board = this.boards?.find(([name]) => `score.${name}` === key)
    const marks = best(better, cells, board && behind(board, this.ids))
    return make("tr", { role: "row" }, make("th", { role: "rowheader", scope: "row" }, name), ...cells.map((cell, at) => this.cell(key, better, cell, marks[at], this.ids[at])))
  }

  cell(key, better, cell, mark, id) {
    const td = make("td", { role: "cell", ...mark ? { class: "best" } : {} })
    if (mark) td.append(make("span", { class: "vh" }, "best: "))
    const [text, value = "", anchor = "", note = "", low = null, high = null, gone = 0] = cell
    if (key === "state") td.append(value && value !== "unknown" ? make("span", { class: `chip ${value}` }, icon(value), text) : make("span", { class: "chip muted" }, text))
    else if (anchor) {
      td.append(make("b", { class: gone ? "pc wd" : "pc" }, make("a", { class: "bn", href: `${this.root}/models/${id}/#${anchor}` }, text)))
      if (gone) td.append(" ", make("small", {}, "last listed"))
    } else if (/^(not (listed|stated|scored|known)|none stated)$/.test(text)) td.append(make("span", { class: "unk" }, text))
    else td.append(text)
    if (low !== null) td.append(" ", make("span", { class: "q sm" }, `${Math.round(low)}–${Math.round(high)}`))
    if (note) td.append(" ", make("small", {}, note))
    if (better === "score") td.append(this.bar(low, value, high))
    return td
  }

  bar(low, value, high) {
    if (value === "") return make("span", { class: "iv none" })
    const marks = low === null ? [draw("circle", { cx: `${value}%`, cy: 7, r: 3.5 })]
      : [draw("rect", { x: `${low}%`, width: `${(high - low).toFixed(1)}%` }), draw("rect", { class: "m", x: `${value}%` })]
    return draw("svg", { class: "iv", "aria-hidden": "true" }, ...marks)
  }
}

if (typeof document !== "undefined") for (const section of document.querySelectorAll("[data-compare]")) new Comparison(section)
