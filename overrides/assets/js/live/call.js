// One request to one model, by plain fetch: what it answers, when the first text came, and what the provider reports.

import { broken, late, message, odd, refused, stopped, unreadable } from "./failure.js"
import { bytes, redact } from "./ledger.js"
import { Events } from "./sse.js"

export const LIMIT = 180 // seconds; models that think may take minutes

/** The request's body. Settings are the platform's own: none is set, since names and ranges differ between platforms. */
export function body(model, prompt) {
  const asked = { model: model.served, messages: [{ role: "user", content: prompt }], stream: true }
  return JSON.stringify(model.unasked ? asked : { ...asked, stream_options: { include_usage: true } })
}

/** Only what every platform's preflight allows. */
export const headers = key => ({ "content-type": "application/json", ...(key && { authorization: `Bearer ${key}` }) })

// Some models send their text as a list of parts, thinking among them.
const textOf = content => Array.isArray(content) ? content.filter(part => part?.type === "text").map(part => part.text ?? "").join("") : content ?? ""

/** Gathers what the pieces of an answer say. `heard` is called with each text and the moment it came. */
export class Answer {
  text = ""
  usage = null
  finish = null
  done = false
  failure = null

  constructor(heard = () => {}) { this.heard = heard }

  take(data) {
    if (data === "[DONE]") { this.done = true; return }
    let piece
    try { piece = JSON.parse(data) } catch { this.failure = odd; return }
    if (piece.error) { this.failure = { kind: "server", text: message(data), hint: "The platform broke the answer off." }; return }
    const choice = piece.choices?.[0]
    this.usage = piece.usage ?? piece.x_groq?.usage ?? this.usage
    this.finish = choice?.finish_reason ?? this.finish
    const text = textOf((choice?.delta ?? choice?.message)?.content)
    if (text) { this.text += text; this.heard(text) } // empty first pieces only open the answer
  }
}

async function read(reply, answer, entry, changed) {
  const decoder = new TextDecoder(), events = new Events()
  for (const reader = reply.body.getReader(); ;) {
    const { done, value } = await reader.read()
    if (done) break
    entry.received += value.length
    changed()
    for (const data of events.push(decoder.decode(value, { stream: true }))) answer.take(data)
  }
  for (const data of [...events.push(decoder.decode()), ...events.end()]) answer.take(data)
}

/** Whether a host answers at all, asked without the key and without reading the answer; once a run for each host. */
async function reaches(address, io) {
  const { host } = new URL(address)
  if (!io.reached.has(host)) io.reached.set(host, await ask(address, io))
  return io.reached.get(host)
}

async function ask(address, { fetch, ledger, signal }) {
  const entry = ledger.open(address, { method: "GET", sent: 0, key: false, why: "Does the host answer at all?" })
  try {
    await fetch(address, { mode: "no-cors", credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", signal })
    ledger.close(entry, "answers, unread")
    return true
  } catch {
    ledger.close(entry, "no answer")
    return false
  }
}

/**
 * Send one prompt. `model`: {base, served, unasked}; `key` may be empty; `io`: {fetch, now, ledger, signal, online, worked, reached}.
 * Returns {text, first, whole, usage, finish, streamed, failure}; times in milliseconds, `first` null if nothing streamed.
 */
export async function call(model, key, prompt, heard, io) {
  const address = `${model.base}/chat/completions`, sent = body(model, prompt)
  const entry = io.ledger.open(address, { method: "POST", sent: bytes(sent), key: Boolean(key), why: model.name })
  const limit = AbortSignal.timeout(LIMIT * 1000)
  const began = io.now(), result = { first: null, streamed: true }
  const answer = new Answer(text => { result.first ??= io.now() - began; heard(text) })
  const end = (failure, said) => {
    io.ledger.close(entry, said)
    return { ...result, text: redact(answer.text, [key]), usage: answer.usage, finish: answer.finish, whole: io.now() - began, failure: failure ?? null }
  }
  const cut = () => io.signal.aborted ? stopped : limit.aborted ? late(LIMIT) : null
  let reply
  try {
    reply = await io.fetch(address, { method: "POST", headers: headers(key), body: sent, signal: AbortSignal.any([io.signal, limit]),
      credentials: "omit", referrerPolicy: "no-referrer", redirect: "error" }) // a redirect could carry the key elsewhere
  } catch {
    if (cut()) return end(cut(), cut().kind)
    const failed = end(null, "no readable answer")
    const online = io.online(), reached = online && await reaches(address, io)
    return { ...failed, failure: io.signal.aborted ? stopped : unreadable(address, { online, reached, worked: io.worked }) }
  }
  try {
    if (!reply.ok) {
      const said = await reply.text()
      entry.received = bytes(said)
      return end(refused(reply.status, redact(message(said), [key])), reply.status)
    }
    if (/\bjson\b/.test(reply.headers.get("content-type") ?? "")) { // a server that does not stream
      const whole = await reply.text()
      entry.received = bytes(whole)
      answer.take(whole)
      result.streamed = false
      result.first = null
    } else await read(reply, answer, entry, () => io.ledger.changed(entry))
  } catch {
    return end(cut() ?? broken, `${reply.status}, ${cut()?.kind ?? "broken off"}`)
  }
  const failure = answer.failure ?? (answer.text || answer.done || answer.finish ? null : odd)
  return end(failure && { ...failure, text: redact(failure.text, [key]) }, failure ? `${reply.status}, no answer` : reply.status)
}
