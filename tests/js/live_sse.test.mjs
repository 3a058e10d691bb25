import assert from "node:assert/strict"
import { test } from "node:test"
import { Events } from "../../overrides/assets/js/live/sse.js"

const all = (...pieces) => {
  const events = new Events()
  return [...pieces.flatMap(piece => events.push(piece)), ...events.end()]
}

test("an event is its data lines up to an empty line, whichever line ends the server writes", () => {
  for (const end of ["\n", "\r\n", "\r"]) assert.deepEqual(all(`data: one${end}${end}data: two${end}data: lines${end}${end}`), ["one", "two\nlines"])
})

test("events are the same wherever the text was cut", () => {
  const text = ": comment\r\nevent: message\r\ndata: {\"a\": 1}\r\n\r\ndata:[DONE]\r\n\r\n"
  for (let cut = 0; cut <= text.length; cut++) assert.deepEqual(all(text.slice(0, cut), text.slice(cut)), ["{\"a\": 1}", "[DONE]"])
  assert.deepEqual(all(...text), ["{\"a\": 1}", "[DONE]"])
})

test("only one space after the colon is no part of the data, and data may hold colons", () => {
  assert.deepEqual(all("data:  two: spaces\n\n"), [" two: spaces"])
})

test("comments, other fields and empty events give nothing", () => {
  assert.deepEqual(all(": ping\n\nid: 7\nretry: 10\n\n\n\n"), [])
})

test("the last event counts even if the server closes without the empty line", () => {
  assert.deepEqual(all("data: first\n\ndata: last"), ["first", "last"])
  assert.deepEqual(all("data: last\r"), ["last"])
})
