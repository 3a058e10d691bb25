import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { runInNewContext } from "node:vm"

const SCRIPT = readFileSync(new URL("../../overrides/assets/js/scheme.js", import.meta.url), "utf8")

/** A page with one scheme button; `store` null stands for a browser that refuses storage. */
function page(store, dark = false) {
  const attributes = new Map(), classes = ["no-js"], listeners = {}, button = { dataset: {}, label: "", setAttribute(_, value) { this.label = value } }
  const refuse = () => { throw new Error("refused") }
  runInNewContext(SCRIPT, {
    matchMedia: () => ({ matches: dark }),
    CustomEvent: class { constructor(type) { this.type = type } },
    localStorage: store ? { getItem: name => store[name] ?? null, setItem: (name, value) => { store[name] = value } } : { getItem: refuse, setItem: refuse },
    document: {
      documentElement: {
        classList: { replace: (old, now) => classes.splice(classes.indexOf(old), 1, now) },
        setAttribute: (name, value) => attributes.set(name, value), removeAttribute: name => attributes.delete(name),
      },
      querySelectorAll: () => [button],
      addEventListener: (type, run) => { listeners[type] = run },
      dispatchEvent: () => true,
    },
  })
  const press = () => listeners.click({ target: { closest: () => button } })
  return { classes, button, press, scheme: () => attributes.get("data-md-color-scheme") }
}

test("without a choice the page follows the system: no scheme is set", () => {
  const open = page({})
  assert.equal(open.scheme(), undefined)
  assert.deepEqual(open.classes, ["js"])
  assert.match(open.button.label, /as the system/)
})

for (const [system, dark, other, own] of [["light", false, "slate", "default"], ["dark", true, "default", "slate"]]) test(`under a ${system} system the first press shows the other scheme, the next the same, the third follows the system`, () => {
  const store = {}, open = page(store, dark)
  open.press()
  assert.equal(open.scheme(), other)
  assert.equal(page(store, dark).scheme(), other, "the next page starts with the choice")
  open.press()
  assert.equal(open.scheme(), own)
  open.press()
  assert.equal(open.scheme(), undefined)
})

test("a value from elsewhere is not taken for a choice", () => assert.equal(page({ "tokonomix-scheme": "toString" }).scheme(), undefined))

test("where storage is refused the choice holds for the page", () => {
  const open = page(null)
  open.press()
  assert.equal(open.scheme(), "slate")
  open.press()
  assert.equal(open.scheme(), "default")
})
