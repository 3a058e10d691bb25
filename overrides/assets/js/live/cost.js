// Tokens as the provider reported them, and what they cost at the list prices of our records.

const count = value => Number.isInteger(value) && value >= 0 ? value : null

/** {input, cached, output} from a `usage` object; null if the provider reported none. `cached` is part of `input`. */
export function tokens(usage) {
  const input = count(usage?.prompt_tokens), written = count(usage?.completion_tokens)
  if (input === null || written === null) return null
  const cached = count(usage.prompt_tokens_details?.cached_tokens) ?? count(usage.prompt_cache_hit_tokens) ?? 0
  // Some providers leave the tokens of thinking out of the completion but bill them as output: the total has them.
  const total = count(usage.total_tokens) ?? 0
  return { input, cached: Math.min(cached, input), output: Math.max(written, total - input) }
}

/** US$ for an answer, {amount} or {why}. prices: {input, output, cached} in US$ per 1M tokens, null where not listed. */
export function cost(used, prices) {
  if (prices?.input == null || prices.output == null) return { why: "no list price" }
  if (!used) return { why: "tokens not reported" }
  const kept = prices.cached ?? prices.input // without a cached rate a platform bills plain input
  return { amount: ((used.input - used.cached) * prices.input + used.cached * kept + used.output * prices.output) / 1e6 }
}

/** "US$ 0.0011": cents from a tenth of a dollar on, below that two significant digits. */
export function money(amount) {
  if (amount === 0) return "US$\u00a00"
  const places = amount >= 0.1 ? 2 : Math.min(8, 1 - Math.floor(Math.log10(amount)))
  return `US$\u00a0${amount.toFixed(places)}`
}
