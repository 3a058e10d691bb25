import assert from "node:assert/strict"
import { test } from "node:test"
import { csv, json } from "../../overrides/assets/js/live/export.js"
import { Ledger, bytes, redact } from "../../overrides/assets/js/live/ledger.js"
import { Run } from "../../overrides/assets/js/live/run.js"

const KEY = "sk-secret-0123456789"
const clock = () => new Date("2026-11-22T10:00:00Z")

test("a key is struck out of a text wherever it stands", () => {
  assert.equal(redact(`Incorrect API key: ${KEY}. Again: ${KEY}`, [KEY]), "Incorrect API key: [key]. Again: [key]")
})

test("a placeholder too short for a key does not blot out words, and no key is no pattern", () => {
  assert.equal(redact("ollama runs", ["ollama"]), "ollama runs")
  assert.equal(redact("abcdefgh", ["a.c.e.g."]), "abcdefgh")
})

test("an entry says where a request went, how big it was, and whether a key went with it, never which", () => {
  const ledger = new Ledger({ clock })
  const entry = ledger.open(`https://api.example/v1/chat/completions?key=${KEY}`, { method: "POST", sent: 12, key: KEY, why: "Model" })
  ledger.close(entry, 200)
  assert.deepEqual(entry, { no: 1, at: "2026-11-22T10:00:00.000Z", method: "POST", host: "api.example", path: "/v1/chat/completions", sent: 12, received: 0, key: "in a header", why: "Model", answer: "200" })
  assert.ok(!JSON.stringify(ledger.entries).includes(KEY))
})

test("every change of an entry is told, so that the table is never behind", () => {
  const seen = [], ledger = new Ledger({ clock, changed: ({ answer }) => seen.push(answer) })
  ledger.close(ledger.open("https://a.example/", { method: "GET", sent: 0, key: false, why: "" }), "no answer")
  assert.deepEqual(seen, ["open", "no answer"])
})

test("bytes are those of UTF-8", () => assert.equal(bytes("ä€"), 5))

const model = { id: "m", name: "M", served: "m-1", base: "https://api.example/v1", prices: { input: 1, output: 2, cached: null, checked: "1 May 2026" } }
function finished(text) {
  const run = new Run({ prompts: ["=1+1"], models: [model], criteria: [{ type: "icontains", wanted: ["x"] }] })
  Object.assign(run.answers[0][0], { state: "done", text, first: 512.4, whole: 1000, streamed: true, finish: "stop", failure: null,
    tokens: { input: 3, cached: 0, output: 4 }, cost: { amount: 0.000011 }, judged: [{ type: "icontains", wanted: "x", met: false }], right: false })
  return run
}

test("files hold what was asked, answered, timed and paid, and no key", () => {
  const ledger = new Ledger({ clock }), run = finished(`You sent ${KEY}`)
  ledger.open("https://api.example/v1/chat/completions", { method: "POST", sent: 1, key: KEY, why: "M" })
  const file = JSON.parse(json(run, ledger, [KEY]))
  assert.equal(file.answers[0].text, "You sent [key]")
  assert.equal(file.answers[0].first_ms, 512.4)
  assert.equal(file.requests[0].key, "in a header")
  assert.deepEqual(file.criteria, [{ type: "icontains", value: ["x"] }])
  for (const text of [json(run, ledger, [KEY]), csv(run, [KEY])]) assert.ok(!text.includes(KEY))
})

test("a line of CSV keeps commas, quotes and line breaks, and no text that a spreadsheet would run", () => {
  const [head, line] = csv(finished("a \"b\",\nc"), []).split("\r\n")
  const row = Object.fromEntries(head.split(",").map((name, i) => [name, line.split(",")[i]]))
  assert.equal(row.prompt, "'=1+1")
  assert.equal(row.first_token_s, "0.512")
  assert.equal(row.tokens_out, "4")
  assert.equal(row.prices_checked_on, "1 May 2026")
  assert.equal(row.right, "no")
  assert.equal(row.not_met, "contains “x”")
  assert.ok(line.endsWith("\"a \"\"b\"\",\nc\""))
})

test("an answer that never came leaves its cells empty: not zero", () => {
  const run = new Run({ prompts: ["p"], models: [model], criteria: [] })
  const [, line] = csv(run, []).split("\r\n")
  assert.equal(line, "1,p,M,m-1,https://api.example/v1,queued,,,,,,,,,,,,")
})
