import assert from "node:assert/strict"
import { test } from "node:test"
import { merged, excuse, pieces, tally, spellings } from "../../overrides/assets/js/search.js"

test("an excerpt is taken apart into text and hits, never into markup", () => {
  assert.deepEqual(pieces("a <mark>voice</mark> model &lt;b&gt; &amp; more"), [
    { hit: false, text: "a " }, { hit: true, text: "voice" }, { hit: false, text: " model <b> & more" },
  ])
  assert.deepEqual(pieces("<img src=x onerror=y>text"), [{ hit: false, text: "text" }])
})

test("an escaped entity is decoded once", () => {
  assert.deepEqual(pieces("&amp;lt;"), [{ hit: false, text: "&lt;" }])
})

test("the count says when only the nearest are shown, and what to try when none is", () => {
  assert.equal(tally(1, 1, "x"), "One page")
  assert.equal(tally(4, 4, "x"), "4 pages")
  assert.equal(tally(31, 10, "x"), "31 pages, the nearest 10")
  assert.match(tally(0, 0, "gpt5"), /^Nothing found for “gpt5”/)
})

test("a missing index and a missing network are told apart", () => {
  assert.match(excuse(true), /did not load/)
  assert.match(excuse(false), /offline/)
})

test("a name typed with a space is looked for as it is written, too", () => {
  assert.deepEqual(spellings("gpt 5.5 pro"), ["gpt-5.5 pro", "gpt 5.5 pro"])
  assert.deepEqual(spellings("claude opus"), ["claude opus"])
  assert.deepEqual(merged([{ results: [{ id: "b" }] }, { results: [{ id: "a" }, { id: "b" }] }]).map(one => one.id), ["b", "a"])
})
