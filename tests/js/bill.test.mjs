// The arithmetic of bills in the reader's browser: exact decimals, long requests, words for what is not a number.
import assert from "node:assert/strict"
import { test } from "node:test"
import { bill, exact, money, ranked, usage } from "../../overrides/assets/js/bill.js"
import { bar, choice, counted, pressed, query, title } from "../../overrides/assets/js/pricing.js"

const work = {
  id: "documents", name: "Documents", units: 1000, requests: 1, step: "100", uses: { "text.input": "13500", "text.output": "600" },
  sizes: [{ id: "pages", name: "Pages", value: "20", step: "2", per: { "text.input": "665" } }],
}
const model = { id: "a", name: "A", fits: [0], rates: { "text.input": ["2", "r-in"], "text.output": ["8", "r-out"] }, long: [] }

test("a decimal is read exactly", () => {
  assert.equal(exact("0.075"), 75_000n)
  assert.equal(exact("13500"), 13_500_000_000n)
  assert.equal(exact("1.33"), 1_330_000n)
})

test("a bill is tokens times price, part by part", () => {
  const made = bill(work, model)
  assert.deepEqual(made.parts.map(part => money(part.cost)), ["27.00", "4.80"])
  assert.equal(money(made.total), "31.80")
  assert.equal(money(made.total, 4, made.units), "0.0318")
})

test("more pages and fewer documents change the bill", () => {
  assert.equal(usage(work, { pages: "40" })["text.input"], 26_800_000_000n)
  assert.equal(money(bill(work, model, { units: 10, sizes: { pages: "40" } }).total), "0.58")
})

test("an unknown price makes the total unknown and never zero", () => {
  const made = bill(work, { ...model, rates: { "text.input": ["2", "r"], "text.output": ["", "r"] } })
  assert.equal(made.total, null)
  assert.deepEqual(made.parts[1], { rate: "text.output", missing: true, listed: true })
  assert.equal(bill(work, { ...model, rates: { "text.input": ["2", "r"] } }).parts[1].listed, false)
})

test("cached input without a cached price costs what plain input costs", () => {
  const cached = { ...work, uses: { "text.cache_read": "1000" }, sizes: [] }
  assert.equal(money(bill(cached, model).total), "2.00")
})

test("a request above a threshold is billed at the higher rate throughout, one at it is not", () => {
  const long = { ...model, long: [[13_500, "text.input", "4", "r-long"]] }
  assert.equal(money(bill(work, long).total), "31.80")
  const longer = bill(work, long, { sizes: { pages: "21" } })
  assert.equal(longer.parts[0].anchor, "r-long")
  assert.equal(money(longer.parts[0].cost), "56.66")
  assert.equal(bill({ ...work, requests: 2 }, long, { sizes: { pages: "21" } }).parts[0].anchor, "r-in")
})

test("what the maker asks nothing for is free, and no work is not", () => {
  const free = bill(work, { ...model, rates: { "text.input": ["0", "r"], "text.output": ["0", "r"] } })
  assert.equal(free.free, true)
  const idle = bill({ ...work, uses: { "text.input": "0" }, sizes: [] }, model)
  assert.deepEqual([idle.free, money(idle.total)], [false, "0.00"])
})

test("money is rounded half to even, and next to nothing is said in words", () => {
  const dollars = text => exact(text) * 1_000_000_000_000n
  assert.equal(money(dollars("0.125")), "0.12")
  assert.equal(money(dollars("0.135")), "0.14")
  assert.equal(money(dollars("12605.4")), "12,605.40")
  assert.equal(money(dollars("0.004")), "under 0.01")
  assert.equal(money(dollars("0.005")), "under 0.01")
  assert.equal(money(0n), "0.00")
})

test("the cheapest comes first, equal ones by name, unknown ones last", () => {
  const priced = (id, amount) => ({ ...model, id, name: id, rates: { "text.input": [amount, "r"], "text.output": [amount, "r"] } })
  const data = { workloads: [work], models: [priced("c", "2"), priced("u", ""), priced("b", "1"), priced("a", "2"), { ...priced("x", "1"), fits: [] }] }
  assert.deepEqual(ranked(data, work).map(row => row.model.id), ["b", "a", "c", "u"])
})

test("a field that holds no number is named and its own value kept", () => {
  assert.deepEqual(choice(work, { units: "-3", pages: "many" }), { units: 1000, sizes: {}, wrong: ["units", "pages"] })
  assert.deepEqual(choice(work, { units: "2.5", pages: "40" }), { units: 1000, sizes: { pages: "40" }, wrong: ["units"] })
  assert.deepEqual(choice(work, { units: "0" }).wrong, ["units"])
  assert.deepEqual(choice(work, { units: "5", pages: "20.0" }), { units: 5, sizes: {}, wrong: [] })
})

test("the address holds what differs from the first workload and its own sizes, and keeps what others put there", () => {
  const works = [work, { ...work, id: "calls" }]
  assert.equal(query("vendor=openai&pages=7", works, "documents", works[0], { units: 1000, sizes: {} }), "vendor=openai")
  assert.equal(query("", works, "documents", works[1], { units: 5, sizes: { pages: "40" } }), "work=calls&units=5&pages=40")
})

test("a choice is said in words", () => {
  assert.equal(title(work, { units: 5000, sizes: { pages: "40" } }), "Documents, 5,000 a month; pages 40")
})

test("a press moves a field by its step and never below nothing", () => {
  assert.equal(pressed("1.5", "0.5", 1), "2")
  assert.equal(pressed("0.2", "0.1", 1), "0.3")
  assert.equal(pressed("1", "2", -1), "0")
  assert.equal(pressed("1", "2", -1, 1), "1")
})

test("a bar shows what is read, read again and written, and a dearer bill than the scale is cut", () => {
  assert.deepEqual(bar([["p1", 25n], ["p2", 25n]], 100n), [{ role: "p2", x: 0, w: 25 }, { role: "p1", x: 25, w: 25 }])
  assert.deepEqual(bar([["p2", 150n], ["p1", 50n]], 100n), [{ role: "p2", x: 0, w: 75 }, { role: "p1", x: 75, w: 25 }, { role: "cut", x: 94, w: 1.5 }])
})

test("models without a bill are counted beside the bills, in the words of the server", () => {
  assert.equal(counted(293, 295), "293 bills, cheapest first; 2 more models lack the price of a part")
  assert.equal(counted(1, 2), "1 bill, cheapest first; 1 more model lacks the price of a part")
  assert.equal(counted(5, 5), "5 bills, cheapest first")
  assert.equal(counted(1068, 2100), "1,068 bills, cheapest first; 1,032 more models lack the price of a part")
})

test("a model whose stage no source states stands after those that are sold, however cheap", () => {
  const rate = amount => ({ "text.input": [amount, "a"] })
  const small = { units: 1, requests: 1, uses: { "text.input": "1000" }, sizes: [] }
  const models = [["old", "0.1", false], ["sold", "2", true]].map(([id, amount, staged]) => ({ id, name: id, staged, fits: [0], rates: rate(amount), long: [] }))
  assert.deepEqual(ranked({ workloads: [small], models }, small, {}).map(row => row.model.id), ["sold", "old"])
})
