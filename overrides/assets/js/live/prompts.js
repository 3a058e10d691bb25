// The reader's prompts: one a line, or blocks between lines of dashes where a prompt has several lines.

/** The prompts of a text, without empty ones. */
export function prompts(text) {
  const plain = text.replace(/\r\n?/g, "\n")
  const parts = /^---+[ \t]*$/m.test(plain) ? plain.split(/^---+[ \t]*$/m) : plain.split("\n")
  return parts.map(part => part.trim()).filter(Boolean)
}
