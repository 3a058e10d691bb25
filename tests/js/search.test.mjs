import assert from "node:assert/strict"
import { test } from "node:test"
import { excuse, firsts, merged, named, pieces, spellings, tally, wordsOf } from "../../overrides/assets/js/search.js"

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
  assert.deepEqual(spellings("gpt 5.5 pro"), ["gpt 5.5 pro", "gpt-5.5 pro"])
  assert.deepEqual(spellings("claude opus"), ["claude opus"])
  assert.deepEqual(merged([{ results: [{ id: "b" }] }, { results: [{ id: "a" }, { id: "b" }] }]).map(one => one.id), ["b", "a"])
})

test("a name is the same in every way of typing it", () => {
  for (const typed of ["GPT-4.1 mini", "gpt4.1-mini", "gpt 4.1 mini", " Gpt-4.1  MINI"]) assert.deepEqual(wordsOf(typed), ["gpt", "4.1", "mini"])
  assert.deepEqual(wordsOf("o3"), ["o3"])
  assert.deepEqual(wordsOf("Qwen3.5 (Reasoning)"), ["qwen", "3.5", "reasoning"])
  assert.deepEqual(wordsOf("Meta."), ["meta"])
})

test("the name typed comes first, then names that begin so, then names that hold the words", () => {
  const pages = [["models/gpt-4.1-mini/", "GPT-4.1 mini"], ["models/old-gpt-4.1/", "Old GPT-4.1"], ["models/gpt-4.1/", "GPT-4.1"], ["models/gpt-4o/", "GPT-4o"]]
  assert.deepEqual(named(pages, "gpt-4.1").map(([, name]) => name), ["GPT-4.1", "GPT-4.1 mini", "Old GPT-4.1"])
  assert.deepEqual(named(pages, "gpt 4").map(([, name]) => name), ["GPT-4.1 mini", "Old GPT-4.1", "GPT-4.1", "GPT-4o"])
  assert.deepEqual(named(pages, "4.1 gpt").length, 3)
  assert.deepEqual(named(pages, "models"), [])
  assert.deepEqual(named(pages, " - "), [])
})

test("a page found by name and by text stands once, where it came first", () => {
  assert.deepEqual(firsts([{ url: "b" }, { url: "a" }, { url: "b" }]).map(one => one.url), ["b", "a"])
})
