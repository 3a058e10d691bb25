import assert from "node:assert/strict"
import { test } from "node:test"
import { named, options, own, query } from "../../overrides/assets/js/live/catalogue.js"

const data = {
  platforms: { home: { name: "Home API", api: "https://home.example/v1" }, host: { name: "Host", api: "https://host.example/v1", unasked: true } },
  models: [
    { id: "small", name: "Small", at: [{ platform: "home", served: "small", input: { value: "0.15" }, output: { value: "0.6" }, checked: "1 May 2026" }, { platform: "host", served: "org/Small" }] },
    { id: "big", name: "Big", at: [{ platform: "home", served: "big" }] },
  ],
  left_out: [{ why: "it is retired.", models: { old: "Old" } }],
}
const all = options(data)

test("a model at two platforms is two choices, each with its own name, price and habits there", () => {
  assert.deepEqual(all.map(({ key }) => key), ["small@home", "small@host", "big@home"])
  assert.deepEqual(all[0].prices, { input: 0.15, output: 0.6, cached: null, checked: "1 May 2026" })
  assert.deepEqual([all[1].served, all[1].unasked, all[1].host, all[1].prices.input], ["org/Small", true, "host.example", null])
})

test("models are taken from the address, the first platform unless one is named, each once", () => {
  const { chosen, missed } = named("small,big, small ,small@host", all, data)
  assert.deepEqual(chosen.map(({ key }) => key), ["small@home", "big@home", "small@host"])
  assert.deepEqual(missed, [])
  assert.deepEqual(named("", all, data), { chosen: [], missed: [] })
})

test("a model that cannot be called is named with the reason, an unknown one as unknown", () => {
  assert.deepEqual(named("old,toString", all, data).missed, [{ name: "Old", why: "it is retired." }, { name: "toString", why: "no model of that name is recorded here." }])
})

test("the address brings the choice back, without addresses of the reader's own", () => {
  const mine = own("http://localhost:11434/v1/", "llama3")
  assert.equal(query("?models=x&a=1", [all[0], all[1], mine], all), "models=small,small@host&a=1")
  assert.equal(query("?models=x", [mine], all), "")
})

test("an address of the reader's own is taken as it is meant", () => {
  for (const address of ["http://localhost:11434/v1", " http://localhost:11434/v1/ ", "http://localhost:11434/v1/chat/completions"]) {
    const found = own(address, " llama3 ")
    assert.deepEqual([found.base, found.served, found.host, found.prices], ["http://localhost:11434/v1", "llama3", "localhost:11434", null])
  }
})

test("an address that would leak a key, or that the browser would refuse, is refused in words", () => {
  assert.match(own("localhost", "m").fault, /whole address/)
  assert.match(own("http://example.com/v1", "m").fault, /https:\/\//)
  assert.match(own("https://user:pass@example.com/v1", "m").fault, /no key/)
  assert.match(own("https://example.com/v1?key=abc", "m").fault, /no key/)
  assert.match(own("https://example.com/v1", " ").fault, /name under which/)
})
