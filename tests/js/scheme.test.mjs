import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { runInNewContext } from "node:vm"

const SCRIPT = readFileSync(new URL("../../overrides/assets/js/scheme.js", import.meta.url), "utf8")

/** A page with one scheme button; `store` null stands for a browser that refuses storage. */
function page(store) {
  const attributes = new Map(), classes = ["no-js"], listeners = {}, button = { dataset: {}, label: "", setAttribute(_, value) { this.label = value } }
  const refuse = () => { throw new Error("refused") }
  runInNewContext(SCRIPT, {
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

test("the button goes from the system to light to dark and back, and remembers", () => {
  const store = {}, open = page(store)
  open.press()
  assert.equal(open.scheme(), "default")
  open.press()
  assert.equal(open.scheme(), "slate")
  assert.equal(page(store).scheme(), "slate", "the next page starts dark")
  open.press()
  assert.equal(open.scheme(), undefined)
})

test("a value from elsewhere is not taken for a choice", () => assert.equal(page({ "tokonomix-scheme": "toString" }).scheme(), undefined))

test("where storage is refused the choice holds for the page", () => {
  const open = page(null)
  open.press()
  assert.equal(open.scheme(), "default")
  open.press()
  assert.equal(open.scheme(), "slate")
})
