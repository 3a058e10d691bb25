import assert from "node:assert/strict"
import { test } from "node:test"
import { layout, legible, merge, paint, placed } from "../../overrides/assets/js/chart.js"

test("colours named after the page's values are filled in at any depth", () => {
  const figure = { data: [{ marker: { color: ["var(--s-openai)", "#123456"] }, n: 3, gone: null }] }
  assert.deepEqual(paint(figure, name => `<${name}>`), { data: [{ marker: { color: ["<--s-openai>", "#123456"] }, n: 3, gone: null }] })
  assert.equal(figure.data[0].marker.color[0], "var(--s-openai)", "the figure itself stays as it was, to be painted again")
})

test("what a figure says for itself wins over what charts share", () => {
  assert.deepEqual(merge({ a: { b: 1, c: 2 }, list: [1, 2] }, { a: { c: 3 }, list: [9] }), { a: { b: 1, c: 3 }, list: [9] })
  assert.deepEqual(merge({ a: 1 }, { a: null }), { a: null })
})

const shared = { font: "Sans", narrow: false }

test("every axis is dressed, however many there are", () => {
  const whole = layout({ yaxis2: { title: { text: "Price" } } }, shared)
  for (const name of ["xaxis", "yaxis", "yaxis2"]) assert.equal(whole[name].gridcolor, "var(--rule)")
  assert.equal(whole.yaxis2.title.text, "Price")
})

test("a logarithmic axis is marked at 1, 2 and 5, unless the figure says where", () => {
  const ticks = layout({ xaxis: { type: "log" } }, shared).xaxis
  assert.ok([0.01, 0.02, 0.05, 1, 200].every(step => ticks.tickvals.includes(step)))
  assert.equal(ticks.ticktext[ticks.tickvals.indexOf(0.002)], "0.002")
  const own = layout({ xaxis: { type: "log", tickvals: [1, 10] } }, shared).xaxis
  assert.deepEqual([own.tickvals, own.ticktext], [[1, 10], undefined], "its marks are never labelled with ours")
})

test("the reader cannot drag a chart out of its frame by accident", () => {
  const whole = layout({}, shared)
  assert.equal(whole.dragmode, false)
  assert.ok(whole.xaxis.fixedrange && whole.yaxis.fixedrange)
})

test("a name that would cover an earlier one or the axis is left out", () => {
  const box = (left, right, top = 10) => ({ left, right, top, bottom: top + 10 })
  const frame = { left: 50, right: 500, top: 0 }
  assert.deepEqual(legible([box(60, 120), box(100, 160), box(110, 170, 30), box(40, 90, 60), box(460, 520, 60), box(165, 200)], frame),
    [true, false, true, false, false, true])
})

test("on a narrow chart the name of a line stands above its end", () => {
  assert.deepEqual(placed({ textposition: "middle right" }), { textposition: "top left" })
  assert.deepEqual(placed({ textposition: "top center" }), {})
  assert.deepEqual(placed({}), {})
})
