// What the answers amount to, a line for each model, and the ledger of requests.

import { draw, make, seconds } from "./dom.js"
import { money } from "./cost.js"
import { verdict, wilson } from "./power.js"

function interval(hits, n) {
  if (!n) return make("span", { class: "iv none" })
  const [low, high] = wilson(hits, n), label = `${Math.round(low)} to ${Math.round(high)} percent, 95 % interval`
  return draw("svg", { class: "iv", role: "img", "aria-label": label },
    draw("rect", { x: `${low.toFixed(1)}%`, width: `${(high - low).toFixed(1)}%` }), draw("rect", { class: "m", x: `${(100 * hits / n).toFixed(1)}%` }))
}

const num = (...children) => make("td", { class: "n" }, ...children)
const said = text => make("span", { class: "unk" }, text)

function paid({ n, cost, paid: count, why }) {
  if (!n) return said("no answer")
  if (cost === null) return said(why || "no list price")
  return count < n ? [money(cost), make("small", { class: "q" }, ` for ${count} of ${n}`)] : money(cost)
}

/** The rows of the table of results; without criteria the two columns of right answers are left out. */
export function rows(run) {
  const judged = run.criteria.length > 0
  return run.summary().map(line => make("tr", {},
    make("th", { scope: "row" }, line.model.name, make("small", { class: "v" }, ` ${line.model.where}`), line.failed > 0 && make("small", { class: "warn" }, ` ${line.failed} failed`)),
    judged && num(line.n ? [make("b", {}, String(line.right)), ` of ${line.n}`] : said("none")),
    judged && make("td", { class: "plot" }, interval(line.right, line.n)),
    num(seconds(line.first, said(line.n ? "not streamed" : "no answer"))), num(seconds(line.whole, said("no answer"))),
    num(line.out === null ? said(line.n ? "not reported" : "no answer") : line.out.toLocaleString("en-GB")), num(paid(line))))
}

/** What the results show, as {head, text}; nothing before two models have judged answers. */
export function finding(run) {
  if (!run.criteria.length || run.models.length < 2) return { head: "", text: "" }
  return verdict(run.summary().map(({ model, hits }) => ({ name: model.name, right: hits })))
}

/** One line of the ledger; `row` is the line to fill again, if there is one. */
export function entryRow(entry, row = make("tr")) {
  const time = make("time", { datetime: entry.at }, new Date(entry.at).toLocaleTimeString("en-GB"))
  row.replaceChildren(num(String(entry.no)), make("td", {}, time), make("td", {}, `${entry.method} ${entry.host}${entry.path}`, make("small", { class: "q" }, ` ${entry.why}`)),
    num(entry.sent.toLocaleString("en-GB")), num(entry.received.toLocaleString("en-GB")), make("td", {}, entry.key === "none" ? said("none") : "sent, not shown"), make("td", {}, entry.answer))
  return row
}
