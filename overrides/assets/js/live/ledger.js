// Every request this page makes, for the reader to see. The key is never handed to the ledger, only whether one was sent.

const SHORTEST = 8 // no service issues shorter keys; a placeholder such as "ollama" must not blot out the word everywhere

/** A text without the keys: what a server says, or a model repeats, may hold one. */
export function redact(text, keys) {
  let clean = text
  for (const key of keys) if (key.length >= SHORTEST) clean = clean.replaceAll(key, "[key]")
  return clean
}

/** How many bytes a text takes on the wire. */
export const bytes = text => new TextEncoder().encode(text).length

export class Ledger {
  entries = []

  constructor({ clock = () => new Date(), changed = () => {} } = {}) {
    this.clock = clock
    this.changed = changed
  }

  /** Note a request before it leaves; the entry is completed as the answer comes. */
  open(address, { method, sent, key, why }) {
    const { host, pathname } = new URL(address)
    const entry = { no: this.entries.length + 1, at: this.clock().toISOString(), method, host, path: pathname, sent, received: 0, key: key ? "in a header" : "none", why, answer: "open" }
    this.entries.push(entry)
    this.changed(entry)
    return entry
  }

  /** Note how a request ended: the status, or a few words where there is none. */
  close(entry, answer) {
    entry.answer = String(answer)
    this.changed(entry)
  }
}
