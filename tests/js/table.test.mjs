import assert from "node:assert/strict"
import { test } from "node:test"
import { compare, fits, hides, key, query, summary } from "../../overrides/assets/js/table.js"

const sorted = (values, kind, sign) => [...values].sort((a, b) => compare(a, b, kind, sign))

test("numbers are ordered as numbers, not as text", () => {
  assert.deepEqual(sorted(["9", "10", "0.125", "-1"], "num", 1), ["-1", "0.125", "9", "10"])
  assert.deepEqual(sorted(["9", "10", "0.125"], "num", -1), ["10", "9", "0.125"])
})

test("a missing value is last in both directions", () => {
  assert.deepEqual(sorted(["", "2", "1"], "num", 1), ["1", "2", ""])
  assert.deepEqual(sorted(["", "2", "1"], "num", -1), ["2", "1", ""])
  assert.deepEqual(sorted(["", "b", "a"], "text", -1), ["b", "a", ""])
})

test("names are ordered as people read them: capitals alike, numbers by size", () => {
  assert.deepEqual(sorted(["gpt-10", "GPT-9", "Ärger", "zeta"], "text", 1), ["Ärger", "GPT-9", "gpt-10", "zeta"])
})

test("equal values keep the order of the table", () => {
  const rows = [["1", "a"], ["1", "b"], ["0", "c"]].sort((a, b) => compare(a[0], b[0], "num", -1))
  assert.deepEqual(rows.map(row => row[1]), ["a", "b", "c"])
})

const row = { text: "claude opus 4.5 anthropic", data: { vendor: "anthropic", in: "text image", out: "25", eu: "" } }
const search = words => ({ name: "q", kind: "search", wanted: [words] })

test("a search wants every word, wherever it stands and however it is written", () => {
  assert.ok(fits(row, [search("OPUS anthropic")]))
  assert.ok(!fits(row, [search("opus openai")]))
})

test("a word filter looks for whole words of the attribute", () => {
  assert.ok(fits(row, [{ name: "in", kind: "word", wanted: ["image"] }]))
  assert.ok(!fits(row, [{ name: "in", kind: "word", wanted: ["imag"] }]))
})

test("several values of one field are alternatives, several fields are all wanted", () => {
  assert.ok(fits(row, [{ name: "vendor", kind: "word", wanted: ["openai", "anthropic"] }]))
  assert.ok(!fits(row, [{ name: "vendor", kind: "word", wanted: ["anthropic"] }, { name: "in", kind: "word", wanted: ["audio"] }]))
})

test("a bound leaves out rows whose value is unknown", () => {
  assert.ok(fits(row, [{ name: "out", kind: "most", wanted: ["25"] }]))
  assert.ok(!fits(row, [{ name: "out", kind: "most", wanted: ["24.99"] }]))
  assert.ok(fits(row, [{ name: "out", kind: "least", wanted: ["25"] }]))
  assert.ok(!fits(row, [{ name: "eu", kind: "most", wanted: ["100"] }]))
  assert.ok(!fits(row, [{ name: "absent", kind: "least", wanted: ["0"] }]))
})

test("without conditions every row fits", () => assert.ok(fits(row, [])))

test("rows that a lift hides come back when it is lifted, and only then stands that in the address", () => {
  const old = { text: "old", data: { retired: "yes" } }
  const hides = { name: "retired", kind: "without", wanted: ["yes"] }, lifted = { ...hides, kind: "lifted" }
  assert.deepEqual([fits(row, [hides]), fits(old, [hides]), fits(old, [lifted])], [true, false, true])
  assert.equal(query("", ["retired"], [hides], null), "")
  assert.equal(query("", ["retired"], [lifted], null), "retired=yes")
  assert.equal(summary(12, 20, "entries", null, "6 retired"), "12 of 20 entries; 6 retired hidden")
})

test("a row that two lifts would hide is counted once, under the first", () => {
  const rows = [{ retired: "yes", other: "yes" }, { retired: "yes" }, { other: "yes" }, {}]
  const retired = ["retired", "retired"], other = ["other", "other settings"]
  assert.deepEqual(hides(rows, [retired, other]), [[2, "retired"], [1, "other settings"]])
  assert.deepEqual(hides(rows, [other]), [[2, "other settings"]])
  assert.deepEqual(hides(rows, []), [])
})

test("a column is named in the address by its words", () => assert.equal(key("Out, US$ / 1M"), "out-us-1m"))

test("the line above the table says how many and in which order", () => {
  assert.equal(summary(83, 83, "models", null), "83 models")
  assert.equal(summary(7, 83, "models", { text: "Out", kind: "num", sign: 1 }), "7 of 83 models, sorted by Out, lowest first")
  assert.equal(summary(83, 83, "models", { text: "Model", kind: "text", sign: -1 }), "83 models, sorted by Model, Z to A")
  assert.equal(summary(1068, 2100, "offers", null), "1,068 of 2,100 offers")
})

test("the address keeps what is not ours, drops what is unset and repeats alternatives", () => {
  const conditions = [{ name: "vendor", wanted: ["openai", "xai"] }]
  assert.equal(query("?models=a,b&vendor=google&q=x&sort=out", ["vendor", "q"], conditions, null), "models=a%2Cb&vendor=openai&vendor=xai")
  assert.equal(query("", [], [], { text: "Out", sign: -1 }), "sort=out&dir=desc")
})
