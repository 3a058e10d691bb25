// Server-sent events as chat completions stream them: the data of each event, however the bytes were cut on the way.

/** Takes text in pieces; push() returns the data of the events that are complete, end() what the last one left open. */
export class Events {
  #rest = ""
  #data = []

  push(text) {
    // A "\r" at the very end may be half of "\r\n", so it waits for the next piece.
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/)
    this.#rest = lines.pop()
    return lines.flatMap(line => this.#take(line))
  }

  /** Some servers close without the empty line that ends an event; its data counts all the same. */
  end() {
    const last = this.#rest.replace(/\r$/, "")
    this.#rest = ""
    return [...(last ? this.#take(last) : []), ...this.#take("")]
  }

  #take(line) {
    if (line === "") {
      const done = this.#data
      this.#data = []
      return done.length ? [done.join("\n")] : []
    }
    const [, field, value] = /^([^:]*):? ?([^]*)$/.exec(line)
    if (field === "data") this.#data.push(value)
    return []
  }
}
