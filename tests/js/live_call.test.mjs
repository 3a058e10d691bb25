import assert from "node:assert/strict"
import { test } from "node:test"
import { call } from "../../overrides/assets/js/live/call.js"
import { message, refused, unreadable } from "../../overrides/assets/js/live/failure.js"
import { Ledger } from "../../overrides/assets/js/live/ledger.js"
import { Run, hopeless, median, shuffled } from "../../overrides/assets/js/live/run.js"

const KEY = "sk-secret-0123456789"
const model = { key: "m@p", group: "p", name: "M", host: "api.example", base: "https://api.example/v1", served: "m-1", prices: { input: 1, output: 2, cached: null } }
const event = data => `data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`
const delta = content => ({ choices: [{ delta: { content } }] })
const STREAM = [event({ choices: [{ delta: { role: "assistant", content: "" } }] }), event(delta("Grüß")), event(delta("e")),
  event({ choices: [{ delta: {}, finish_reason: "stop" }] }), event({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 4 } }), event("[DONE]")].join("")

/** A reply that streams bytes cut every `size`. */
function reply(text, { status = 200, type = "text/event-stream", size = 5 } = {}) {
  const bytes = new TextEncoder().encode(text)
  const body = new ReadableStream({ start(control) {
    for (let i = 0; i < bytes.length; i += size) control.enqueue(bytes.slice(i, i + size))
    control.close()
  } })
  return new Response(body, { status, headers: { "content-type": type } })
}

function setting(fetch, more = {}) {
  let clock = 0
  const sent = []
  const io = { ledger: new Ledger(), signal: new AbortController().signal, now: () => clock += 100, online: () => true, reached: new Map(), worked: false,
    fetch: (address, options) => { sent.push({ address, options }); return fetch(address, options) }, ...more }
  return { io, sent }
}

test("an answer is put together from pieces cut anywhere, even inside a letter", async () => {
  for (const size of [1, 2, 3, 7, 1000]) {
    const heard = [], { io } = setting(() => reply(STREAM, { size }))
    const result = await call(model, KEY, "Hi", text => heard.push(text), io)
    assert.equal(result.text, "Grüße")
    assert.deepEqual(heard, ["Grüß", "e"])
    assert.deepEqual(result.usage, { prompt_tokens: 3, completion_tokens: 4 })
    assert.equal(result.finish, "stop")
    assert.equal(result.failure, null)
  }
})

test("the first token is the first text, not the first piece", async () => {
  const { io } = setting(() => reply(STREAM))
  const result = await call(model, KEY, "Hi", () => {}, io)
  assert.equal(result.first, 100) // the clock was read once at the start and once at the first text
  assert.equal(result.whole, 200)
})

test("a request carries the prompt, asks for usage, and the key only in its header", async () => {
  const { io, sent } = setting(() => reply(STREAM))
  await call(model, KEY, "Hi", () => {}, io)
  const [{ address, options }] = sent
  assert.equal(address, "https://api.example/v1/chat/completions")
  assert.deepEqual(JSON.parse(options.body), { model: "m-1", messages: [{ role: "user", content: "Hi" }], stream: true, stream_options: { include_usage: true } })
  assert.deepEqual(options.headers, { "content-type": "application/json", authorization: `Bearer ${KEY}` })
  assert.equal(options.credentials, "omit")
  assert.equal(options.redirect, "error")
  assert.ok(!JSON.stringify(io.ledger.entries).includes(KEY))
})

test("a platform that reports usage unasked is not asked, and without a key no header is sent", async () => {
  const { io, sent } = setting(() => reply(STREAM))
  await call({ ...model, unasked: true }, "", "Hi", () => {}, io)
  assert.ok(!("stream_options" in JSON.parse(sent[0].options.body)))
  assert.deepEqual(sent[0].options.headers, { "content-type": "application/json" })
  assert.equal(io.ledger.entries[0].key, "none")
})

test("missing usage stays missing", async () => {
  const { io } = setting(() => reply(event(delta("x")) + event("[DONE]")))
  assert.equal((await call(model, KEY, "Hi", () => {}, io)).usage, null)
})

test("a server that does not stream has a text but no first token", async () => {
  const whole = JSON.stringify({ choices: [{ message: { content: "Hi" }, finish_reason: "stop" }], usage: { prompt_tokens: 1, completion_tokens: 1 } })
  const { io } = setting(() => reply(whole, { type: "application/json; charset=utf-8" }))
  const result = await call(model, KEY, "Hi", () => {}, io)
  assert.deepEqual([result.text, result.first, result.streamed, result.failure], ["Hi", null, false, null])
})

test("text that comes as parts is read, thinking is left out", async () => {
  const parts = [{ type: "thinking", thinking: [{ type: "text", text: "hm" }] }, { type: "text", text: "Hi" }]
  const { io } = setting(() => reply(event(delta(parts)) + event("[DONE]")))
  assert.equal((await call(model, KEY, "Hi", () => {}, io)).text, "Hi")
})

test("a refused key is said with the server's words and without the key", async () => {
  const { io } = setting(() => reply(JSON.stringify({ error: { message: `Incorrect API key provided: ${KEY}.` } }), { status: 401, type: "application/json" }))
  const { failure } = await call(model, KEY, "Hi", () => {}, io)
  assert.equal(failure.kind, "key")
  assert.equal(failure.text, "401: Incorrect API key provided: [key].")
  assert.equal(io.ledger.entries[0].answer, "401")
})

test("an error in the middle of a stream is a failure, with the text so far", async () => {
  const { io } = setting(() => reply(event(delta("Half")) + event({ error: { message: "overloaded" } })))
  const result = await call(model, KEY, "Hi", () => {}, io)
  assert.equal(result.text, "Half")
  assert.equal(result.failure.text, "overloaded")
})

test("a page of HTML is no answer", async () => {
  const { io } = setting(() => reply("<!doctype html><p>Hello", { type: "text/html" }))
  assert.equal((await call(model, KEY, "Hi", () => {}, io)).failure.kind, "odd")
})

test("an answer that repeats the key is kept without it", async () => {
  const { io } = setting(() => reply(event(delta(KEY.slice(0, 9))) + event(delta(KEY.slice(9))) + event("[DONE]")))
  assert.equal((await call(model, KEY, "Hi", () => {}, io)).text, "[key]")
})

const failing = reached => address => (address, options) => options.mode === "no-cors" ? reached ? Promise.resolve(new Response()) : Promise.reject(new TypeError("x")) : Promise.reject(new TypeError("Failed to fetch"))

test("a host that answers but hides its answer is told from one that does not answer, by a request without the key", async () => {
  for (const [reached, kind] of [[true, "cors"], [false, "network"]]) {
    const { io, sent } = setting(failing(reached)())
    const { failure } = await call(model, KEY, "Hi", () => {}, io)
    assert.equal(failure.kind, kind)
    assert.equal(sent.length, 2)
    assert.equal(sent[1].options.mode, "no-cors")
    assert.ok(!JSON.stringify(sent[1]).includes(KEY))
    assert.deepEqual(io.ledger.entries.map(({ method, key }) => [method, key]), [["POST", "in a header"], ["GET", "none"]])
    await call(model, KEY, "Hi", () => {}, io)
    assert.equal(sent.length, 3, "the host is asked only once a run")
  }
})

test("offline needs no second request", async () => {
  const { io, sent } = setting(failing(true)(), { online: () => false })
  assert.equal((await call(model, KEY, "Hi", () => {}, io)).failure.kind, "offline")
  assert.equal(sent.length, 1)
})

test("a stop is a stop, not a failure of the network", async () => {
  const stop = new AbortController()
  const { io } = setting((_, { signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))), { signal: stop.signal })
  const pending = call(model, KEY, "Hi", () => {}, io)
  stop.abort()
  assert.equal((await pending).failure.kind, "stopped")
})

test("messages are found in the bodies that platforms send, and stay short and plain", () => {
  assert.equal(message("{\"error\": {\"message\": \"No such model\"}}"), "No such model")
  assert.equal(message("[{\"error\": {\"code\": 400, \"message\": \"Bad\"}}]"), "Bad")
  assert.equal(message("{\"object\": \"error\", \"message\": {\"detail\": [{\"msg\": \"Extra\"}]}}"), "[{\"msg\":\"Extra\"}]")
  assert.equal(message("{\"detail\": \"Unauthorized\"}"), "Unauthorized")
  assert.equal(message("<html><b>502</b> Bad gateway</html>"), "502 Bad gateway")
  assert.equal(message(""), "")
  assert.ok(message("x".repeat(1000)).length < 310)
})

test("each failure says what the reader can do", () => {
  assert.equal(refused(429, "").text, "429, without a message")
  assert.match(refused(404, "x").hint, /does not know this model/)
  assert.match(refused(503, "x").hint, /Try again later/)
  assert.match(unreadable("http://localhost:11434/v1", { online: true, reached: true }).hint, /OLLAMA_ORIGINS/)
  assert.match(unreadable("https://api.example/v1", { online: true, reached: true }).hint, /Check the key first/)
  assert.match(unreadable("https://api.example/v1", { online: true, reached: true, worked: true }).hint, /Earlier answers/)
})

test("a run asks every model every prompt, one request at a time, and judges and prices what comes", async () => {
  let open = 0, most = 0
  const { io, sent } = setting(async () => { most = Math.max(most, ++open); await null; open--; return reply(STREAM) })
  const run = new Run({ prompts: ["one", "two"], models: [model, { ...model, key: "n@p", served: "n-1" }], criteria: [{ type: "icontains", wanted: ["grüße", "nothing"] }] })
  await run.go({ keyOf: () => KEY, changed: () => {}, io })
  assert.equal(sent.length, 4)
  assert.equal(most, 1)
  assert.deepEqual(run.answers.map(row => row.map(({ right }) => right)), [[true, true], [false, false]])
  const [line] = run.summary()
  assert.deepEqual([line.n, line.right, line.failed, line.out], [2, 1, 0, 8])
  assert.ok(Math.abs(line.cost - 2 * (3 + 8) / 1e6) < 1e-12)
})

test("a wrong key is tried once, not once a prompt", async () => {
  const { io, sent } = setting(() => reply("{\"error\": {\"message\": \"no\"}}", { status: 401, type: "application/json" }))
  const run = new Run({ prompts: ["one", "two", "three"], models: [model], criteria: [] })
  await run.go({ keyOf: () => KEY, changed: () => {}, io })
  assert.equal(sent.length, 1)
  assert.deepEqual(run.answers.map(([{ state }]) => state), ["failed", "skipped", "skipped"])
  assert.equal(run.summary()[0].failed, 3)
})

test("what one failure says of later requests", () => {
  assert.equal(hopeless({ kind: "key", status: 401 }), "platform")
  assert.equal(hopeless({ kind: "key", status: 403 }), "model")
  assert.equal(hopeless({ kind: "cors" }), "model")
  assert.equal(hopeless({ kind: "network" }), "platform")
  for (const kind of ["cors", "network"]) assert.equal(hopeless({ kind }, true), "", "it answered before, so the cause may pass")
  assert.equal(hopeless({ kind: "limit", status: 429 }), "")
})

test("orders hold every number once, medians the middle", () => {
  assert.deepEqual(shuffled(5).sort(), [0, 1, 2, 3, 4])
  assert.equal(median([3, 1, 2]), 2)
  assert.equal(median([4, 1, 3, 2]), 2.5)
  assert.equal(median([]), null)
})
