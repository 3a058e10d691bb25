import assert from "node:assert/strict"
import { test } from "node:test"
import { reading } from "../../overrides/assets/js/toc.js"

test("the section being read is the last that has passed the line", () => {
  assert.equal(reading([-900, -20, 400], 140), 1)
  assert.equal(reading([-900, -400, 100], 140), 2)
})

test("before the first section the first is marked", () => assert.equal(reading([300, 900], 140), 0))
