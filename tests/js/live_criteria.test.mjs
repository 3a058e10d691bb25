import assert from "node:assert/strict"
import { test } from "node:test"
import { judge, right, wanted, words } from "../../overrides/assets/js/live/criteria.js"
import { prompts } from "../../overrides/assets/js/live/prompts.js"

const met = (type, answer, wanted = "") => judge(answer, [{ type, wanted }])[0].met

test("prompts stand one a line, empty lines apart", () => {
  assert.deepEqual(prompts("One?\r\n\r\n  Two? \nThree?\n"), ["One?", "Two?", "Three?"])
})

test("lines of dashes part prompts that have several lines", () => {
  assert.deepEqual(prompts("First\nline two\n---\n\nSecond\n-----\r\n"), ["First\nline two", "Second"])
})

test("dashes inside a line part nothing", () => {
  assert.deepEqual(prompts("a --- b\n- list"), ["a --- b", "- list"])
})

test("contains minds neither capitals nor the kind of space", () => {
  assert.ok(met("icontains", "Until 14\u202fJUNE.", "14 June"))
  assert.ok(!met("icontains", "Until 15 June.", "14 June"))
  assert.ok(met("not-icontains", "Nothing to pay", "fee"))
  assert.ok(!met("not-icontains", "A Fee", "fee"))
})

test("a text to look for is no pattern", () => {
  assert.ok(!met("icontains", "aXb", "a.b"))
  assert.ok(met("icontains", "cost (US$ 5)?", "(us$ 5)?"))
})

test("equals minds capitals but not the space around", () => {
  assert.ok(met("equals", " Paris\n", "Paris"))
  assert.ok(!met("equals", "paris", "Paris"))
  assert.ok(!met("equals", "Paris.", "Paris"))
})

test("is JSON wants bare JSON", () => {
  assert.ok(met("is-json", "{\"a\": [1, 2]}"))
  assert.ok(!met("is-json", "```json\n{}\n```"))
  assert.ok(!met("is-json", "{a: 1}"))
})

test("an answer is right if it meets every criterion; without criteria it is neither right nor wrong", () => {
  assert.equal(right(judge("yes", [{ type: "icontains", wanted: "yes" }, { type: "equals", wanted: "yes" }])), true)
  assert.equal(right(judge("yes, no", [{ type: "icontains", wanted: "yes" }, { type: "equals", wanted: "yes" }])), false)
  assert.equal(right(judge("yes", [])), null)
})

test("one line of a criterion holds for all prompts, as many lines as prompts hold one by one", () => {
  assert.deepEqual(wanted({ type: "equals", value: "Paris" }, 3).wanted, ["Paris", "Paris", "Paris"])
  assert.deepEqual(wanted({ type: "equals", value: "Paris\nRome\n" }, 2).wanted, ["Paris", "Rome"])
  assert.deepEqual(wanted({ type: "is-json", value: "left over" }, 2).wanted, ["", ""])
})

test("a criterion without a text, or with a number of lines that fits nothing, is refused in words", () => {
  assert.match(wanted({ type: "icontains", value: " \n" }, 2).fault, /“contains” needs a text/)
  assert.match(wanted({ type: "equals", value: "a\nb" }, 3).fault, /has 2 lines for 3 prompts/)
  assert.match(wanted({ type: "equals", value: "a\nb" }, 1).fault, /has 2 lines for 1 prompt\./)
})

test("a criterion can be read out", () => {
  assert.equal(words({ type: "not-icontains", wanted: "fee" }), "does not contain “fee”")
  assert.equal(words({ type: "is-json", wanted: "" }), "is JSON")
})
