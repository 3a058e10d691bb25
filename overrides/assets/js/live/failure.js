// What went wrong, told apart as far as a browser lets a page know: {kind, text, hint}.

const HINTS = {
  400: "The platform did not accept the request. The name of the model or the endpoint may be wrong for it.",
  401: "The key is wrong, expired or of another platform.",
  402: "The account has no credit.",
  403: "The key is not allowed to use this model, or the platform does not serve your region.",
  404: "The platform does not know this model or this address. It may answer only on another endpoint.",
  422: "The platform did not accept the request.",
  429: "Too many requests, or no credit left. Wait, or look at the limits of your account.",
}

/** An answer that is no success. `said` is the server's own message, already without the key. */
export function refused(status, said) {
  const kind = status === 401 || status === 403 ? "key" : status === 429 || status === 402 ? "limit" : status >= 500 ? "server" : "request"
  return { kind, status, text: said ? `${status}: ${said}` : `${status}, without a message`, hint: HINTS[status] ?? (status >= 500 ? "The platform itself failed. Try again later." : "") }
}

/** The server's message in the body of a failed answer; bodies differ, and some are no JSON. */
export function message(body) {
  let text = body
  try {
    const found = [JSON.parse(body)].flat()[0] // Gemini wraps its error in a list
    const error = found?.error ?? found?.message ?? found?.detail ?? found
    const said = error?.message ?? error?.detail ?? error
    text = typeof said === "string" ? said : JSON.stringify(said)
  } catch { /* then the body is the message */ }
  text = (text ?? "").replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim()
  return text.length > 300 ? `${text.slice(0, 300)} …` : text
}

/** Whether an address is on the reader's own machine. */
export const local = address => ["localhost", "127.0.0.1"].includes(new URL(address).hostname)

/**
 * No answer that the page may read. A browser says no more than that, so a second request without the key asks whether
 * the host answers at all: `reached` is its outcome.
 */
export function unreadable(address, { online, reached, worked }) {
  const { host } = new URL(address), mine = local(address)
  if (!online) return { kind: "offline", text: "You are offline.", hint: "" }
  if (!reached) {
    return { kind: "network", text: `${host} does not answer.`,
      hint: mine ? "Is the server running, at this port? Your browser may also have refused a request from this page to your own machine; it asks once, in the address bar."
        : "The address may be wrong, the host down, or a blocker or network in between refuses it." }
  }
  return { kind: "cors", text: `${host} answers, but does not let this page read the answer.`,
    hint: mine ? "Allow this page: for Ollama set OLLAMA_ORIGINS, for LM Studio switch CORS on."
      : worked ? "Earlier answers from it could be read, so this one is probably an error that it hides: a limit, or a name it does not know."
        : "Check the key first: some platforms hide the error for a wrong key in this way. Otherwise this platform does not allow calls from browsers." }
}

export const stopped = { kind: "stopped", text: "Stopped by you.", hint: "" }
export const late = seconds => ({ kind: "late", text: `No complete answer within ${seconds} seconds.`, hint: "" })
export const broken = { kind: "broken", text: "The connection broke off during the answer.", hint: "" }
export const odd = { kind: "odd", text: "The answer was not what the chat-completions protocol says.", hint: "Is this the address of such an endpoint?" }
