// Sources beside the text: clear of each other, of tables that reach into the margin, and once a section.
import assert from "node:assert/strict"
import { test } from "node:test"
import { firsts, settle } from "../../overrides/assets/js/margin.js"

test("a note stands beside the line that cites it", () => {
  assert.deepEqual(settle([{ top: 40, height: 30 }, { top: 200, height: 30 }], []), [40, 200])
})

test("a note makes room for the one before it", () => {
  assert.deepEqual(settle([{ top: 40, height: 30 }, { top: 50, height: 30 }], []), [40, 84])
})

test("a note stands below a table that reaches into the margin", () => {
  const tables = [{ top: 300, bottom: 400 }, { top: 100, bottom: 200 }]
  assert.deepEqual(settle([{ top: 90, height: 30 }, { top: 290, height: 30 }], tables), [214, 414])
})

test("a source is told again in the next section only", () => {
  const links = [[0, "#c1"], [0, "#c1"], [0, "#c2"], [1, "#c1"]].map(([section, source]) => ({ section, source }))
  assert.deepEqual(firsts(links), [links[0], links[2], links[3]])
})
