// Models side by side: what the address asks for, which rows differ, which cells are best.
import assert from "node:assert/strict"
import { test } from "node:test"
import { asked, behind, best, listing, same, split } from "../../overrides/assets/js/compare.js"

const known = new Map(["a", "b", "c", "d", "e", "f", "g"].map(id => [id, [id, id.toUpperCase()]]))

test("the address names the models, each once and six at most", () => {
  assert.deepEqual(asked("?models=a,b,a", known), { ids: ["a", "b"], unknown: [], over: [] })
  assert.deepEqual(asked("?models=a,%20b", known).ids, ["a", "b"])
  assert.deepEqual(asked("?models=a,b,c,d,e,f,g", known), { ids: ["a", "b", "c", "d", "e", "f"], unknown: [], over: ["g"] })
})

test("a name we do not know is told and left out", () => {
  assert.deepEqual(asked("?models=a,zz", known), { ids: ["a"], unknown: ["zz"], over: [] })
  assert.deepEqual(asked("", known).ids, [])
})

test("cells are the same only with the same remark and the same life", () => {
  assert.equal(same([["1.00", "1", "r-a"], ["1.00", "1", "r-b"]]), true)
  assert.equal(same([["1.00", "1", "r", "at Together"], ["1.00", "1", "r"]]), false)
  assert.equal(same([["1.00", "", "r", "", null, null, 1], ["1.00", "1", "r"]]), false)
})

test("the lowest price and the longest context are best", () => {
  assert.deepEqual(best("low", [["2.00", "2"], ["10.00", "10"], ["not listed"]]), [true, false, false])
  assert.deepEqual(best("high", [["8", "8"], ["16", "16"], ["16", "16"]]), [false, true, true])
})

test("a score is marked unless another beside it is better for certain", () => {
  const score = (value, low, high) => [String(value), String(value), "r", "", low, high]
  const row = [score(80, 75, 85), score(74, 70, 78), score(60, 55, 65)]
  assert.deepEqual(best("score", row, [false, false, true]), [true, true, false])
  assert.deepEqual(best("score", row), [false, false, false])
})

test("behind stands who is worse for certain than another of those compared", () => {
  const board = ["coding", "Coding", ["a", "b", "c"], [1, 1, 1], "=60+97+96", { "a-1": "a" }]
  assert.deepEqual(behind(board, ["a", "b", "c"]), [false, false, true])
  assert.deepEqual(behind(board, ["c", "b"]), [true, false])
  assert.deepEqual(behind(board, ["a-1", "c", "zz"]), [false, true, false])
  assert.deepEqual(behind(board, ["a", "b"]), [false, false])
})

test("a limit hardly shorter than the longest counts as equal", () => {
  assert.deepEqual(best("high", [["1,000,000", "1000000"], ["1,047,576", "1047576"], ["8,000", "8000"]]), [true, true, false])
})

test("no cell is best where all tie, where one value is known, or where nothing is better", () => {
  assert.deepEqual(best("low", [["2", "2"], ["2", "2"]]), [false, false])
  assert.deepEqual(best("low", [["2", "2"], ["not listed"]]), [false, false])
  assert.deepEqual(best("", [["x", "1"], ["y", "2"]]), [false, false])
})

test("rows that differ stand in their groups, the others apart", () => {
  const data = {
    rows: [["state", "Stage", "Life", ""], ["text.input", "Text input", "Price", "low"], ["text.output", "Text output", "Price", "low"]],
    models: [["a", "A", "V", [["Current", "current"], ["1", "1"], ["3", "3"]]], ["b", "B", "V", [["Current", "current"], ["2", "2"], ["4", "4"]]]],
  }
  const found = split(data, ["b", "a"])
  assert.deepEqual(found.groups.map(([name, rows]) => [name, rows.map(([row]) => row[0])]), [["Price", ["text.input", "text.output"]]])
  assert.deepEqual(found.groups[0][1][0][1], [["2", "2"], ["1", "1"]])
  assert.deepEqual(found.same.map(([row]) => row[0]), ["state"])
})

test("names are listed as in a sentence", () => {
  assert.equal(listing(["A"]), "A")
  assert.equal(listing(["A", "B", "C"]), "A, B and C")
})
