import assert from "node:assert/strict"
import { test } from "node:test"
import { corner, excuse, target } from "../../overrides/assets/js/card.js"

test("a number that links to an anchor of its own page is local", () => {
  assert.deepEqual(target("#r-price", "https://example.org/x/models/gpt-4o/?a=1#top"),
    { page: "https://example.org/x/models/gpt-4o/", id: "r-price", local: true })
})

test("a number that links to another page is fetched from there, query and all left out", () => {
  assert.deepEqual(target("../../models/gpt-4o/#r-limits.context", "https://example.org/x/benchmarks/leaderboard/?vendor=openai"),
    { page: "https://example.org/x/models/gpt-4o/", id: "r-limits.context", local: false })
})

test("an escaped anchor is read as the id it stands for", () => {
  assert.equal(target("#r-audio%20out", "https://example.org/").id, "r-audio out")
})

const view = { left: 32, right: 1408, top: 1060, bottom: 1900 }
const card = { width: 340, height: 300 }

test("a card in the margin stands beside its line, but not above the column", () => {
  const margin = { left: 940, top: 1200 }
  assert.deepEqual(corner({ left: 300, top: 1500, bottom: 1520 }, card, view, margin), { left: 940, top: 1476 })
  assert.deepEqual(corner({ left: 300, top: 1190, bottom: 1210 }, card, view, margin), { left: 940, top: 1200 })
})

test("a card below its number stays inside the page at both sides", () => {
  assert.equal(corner({ left: 20, top: 1200, bottom: 1220 }, card, view).left, 32)
  assert.equal(corner({ left: 1390, top: 1200, bottom: 1220 }, card, view).left, 1068)
})

test("a card goes above its number where there is no room below and enough above", () => {
  assert.equal(corner({ left: 300, top: 1800, bottom: 1820 }, card, view).top, 1492)
  assert.equal(corner({ left: 300, top: 1300, bottom: 1720 }, card, { ...view, bottom: 1800 }).top, 1728)
})

test("a record that does not come is excused by its true reason", () => {
  assert.match(excuse(new Error("x"), false), /offline/)
  assert.match(excuse({ status: 404 }), /does not exist/)
  assert.match(excuse({ status: 503 }), /error 503/)
  assert.match(excuse({ missing: true }), /arrived without it/)
  assert.match(excuse(new TypeError("network")), /did not arrive/)
})
