import assert from "node:assert/strict"
import { test } from "node:test"
import { cost, money, tokens } from "../../overrides/assets/js/live/cost.js"

const prices = { input: 2, output: 10, cached: 0.5 }
const usage = (prompt, completion, more = {}) => ({ prompt_tokens: prompt, completion_tokens: completion, ...more })

test("tokens come from the usage the provider reports", () => {
  assert.deepEqual(tokens(usage(30, 12, { total_tokens: 42 })), { input: 30, cached: 0, output: 12 })
})

test("a provider that reports nothing, or half, has reported nothing: not zero", () => {
  for (const none of [null, undefined, {}, { prompt_tokens: 3 }, usage(3, null), usage("3", 4), usage(-1, 4)]) assert.equal(tokens(none), null)
})

test("cached tokens are part of the input, under either name", () => {
  assert.equal(tokens(usage(100, 1, { prompt_tokens_details: { cached_tokens: 64 } })).cached, 64)
  assert.equal(tokens(usage(100, 1, { prompt_cache_hit_tokens: 80 })).cached, 80)
  assert.equal(tokens(usage(10, 1, { prompt_tokens_details: { cached_tokens: 64 } })).cached, 10)
})

test("tokens of thinking that only the total holds count as output", () => {
  assert.equal(tokens(usage(10, 5, { total_tokens: 115 })).output, 105)
})

test("a cost is tokens at their rates, cached ones at the cached rate", () => {
  assert.equal(cost({ input: 1000, cached: 400, output: 500 }, prices).amount, (600 * 2 + 400 * 0.5 + 500 * 10) / 1e6)
})

test("without a cached rate cached tokens are billed as plain input", () => {
  assert.equal(cost({ input: 1000, cached: 400, output: 0 }, { ...prices, cached: null }).amount, 0.002)
})

test("a model that is free costs nothing, which is not the same as having no price", () => {
  assert.equal(cost({ input: 5, cached: 0, output: 5 }, { input: 0, output: 0, cached: null }).amount, 0)
})

test("a missing price or missing tokens are said, never computed", () => {
  const used = { input: 1, cached: 0, output: 1 }
  assert.deepEqual(cost(used, null), { why: "no list price" })
  assert.deepEqual(cost(used, { input: 2, output: null, cached: null }), { why: "no list price" })
  assert.deepEqual(cost(null, prices), { why: "tokens not reported" })
})

test("small amounts keep two significant digits", () => {
  assert.equal(money(0.00113), "US$\u00a00.0011")
  assert.equal(money(0.0999), "US$\u00a00.100")
  assert.equal(money(1.234), "US$\u00a01.23")
  assert.equal(money(0), "US$\u00a00")
})
