// What counts as right. The names in files are those of promptfoo's assertions, so that a list can move there and back.

// Models write narrow and hard spaces where people type plain ones.
const even = text => text.normalize("NFC").replace(/\s+/g, " ").trim()
const fold = text => even(text).toLowerCase()

function parses(text) {
  try { JSON.parse(text); return true } catch { return false }
}

/** Every kind: its words for readers, whether it wants a text, and its rule (answer, wanted) -> met or not. */
export const KINDS = {
  "icontains": { name: "contains", wants: true, met: (answer, wanted) => fold(answer).includes(fold(wanted)) },
  "not-icontains": { name: "does not contain", wants: true, met: (answer, wanted) => !fold(answer).includes(fold(wanted)) },
  "equals": { name: "equals", wants: true, met: (answer, wanted) => even(answer) === even(wanted) },
  "is-json": { name: "is JSON", wants: false, met: answer => parses(answer) },
}

/** What a criterion wants of each of `count` prompts: the same of all, or line by line. {wanted: […]} or {fault}. */
export function wanted(criterion, count) {
  const kind = KINDS[criterion.type]
  if (!kind.wants) return { wanted: Array(count).fill("") }
  const lines = criterion.value.replace(/\r\n?/g, "\n").split("\n").map(line => line.trim()).filter(Boolean)
  if (lines.length === 0) return { fault: `“${kind.name}” needs a text to look for.` }
  if (lines.length === 1) return { wanted: Array(count).fill(lines[0]) }
  if (lines.length === count) return { wanted: lines }
  return { fault: `“${kind.name}” has ${lines.length} lines for ${count === 1 ? "1 prompt" : `${count} prompts`}. Write one line, or one for each prompt.` }
}

/** How an answer meets the criteria [{type, wanted}]: [{type, wanted, met}]. */
export const judge = (answer, criteria) => criteria.map(({ type, wanted }) => ({ type, wanted, met: KINDS[type].met(answer, wanted) }))

/** Whether an answer is right: all criteria met; null where there are none. */
export const right = judged => judged.length ? judged.every(({ met }) => met) : null

/** A criterion in words: contains “14 June”. */
export const words = ({ type, wanted }) => KINDS[type].wants ? `${KINDS[type].name} “${wanted}”` : KINDS[type].name
