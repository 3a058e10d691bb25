// The bill of a model for a workload: the arithmetic of hooks/tokonomix/money/workloads.py, and its words for money, in the
// reader's browser. Decimals are read exactly, as whole numbers of millionths, so that both give the same cents; a test
// holds them equal for every workload and model.

const SCALE = 1_000_000n

/** A decimal as a whole number of millionths: "0.075" -> 75000n. More than six decimals are cut off. */
export function exact(text) {
  const [whole, part = ""] = String(text).split(".")
  return BigInt(whole || "0") * SCALE + BigInt(part.slice(0, 6).padEnd(6, "0"))
}

/** Tokens of each rate in one unit, in millionths; sizes: {id: text} that differ from the workload's own. */
export function usage(work, sizes = {}) {
  const tokens = Object.fromEntries(Object.entries(work.uses).map(([rate, each]) => [rate, exact(each) * SCALE]))
  for (const size of work.sizes) {
    const more = exact(sizes[size.id] ?? size.value) - exact(size.value)
    for (const [rate, each] of Object.entries(size.per)) tokens[rate] += more * exact(each)
  }
  return Object.fromEntries(Object.entries(tokens).map(([rate, each]) => [rate, each / SCALE]))
}

/**
 * The bill a month: {parts: [{rate, cost, anchor, free} or {rate, missing: true, listed}], total, units, free}; costs in
 * 1e-18 US$, total null when a part has no price, free when the maker asks nothing. model: {rates: {rate: [amount, anchor]}, long: [[above, rate, amount, anchor]]}.
 */
export function bill(work, model, { units = work.units, sizes = {} } = {}) {
  const tokens = usage(work, sizes)
  const read = Object.entries(tokens).reduce((sum, [rate, each]) => /\.(input|cache_read)$/.test(rate) ? sum + each : sum, 0n)
  const prices = { ...model.rates }
  for (const [above, rate, ...price] of [...model.long].sort((a, b) => a[0] - b[0])) {
    if (price[0] !== "" && read > BigInt(above) * BigInt(work.requests) * SCALE) prices[rate] = price
  }
  const known = price => price && price[0] !== "" ? price : null
  const parts = Object.entries(tokens).map(([rate, each]) => {
    const price = known(prices[rate]) ?? known(prices[rate.replace(".cache_read", ".input")])
    if (!price) return { rate, missing: true, listed: rate in model.rates }
    return { rate, cost: each * BigInt(units) * exact(price[0]), anchor: price[1], free: exact(price[0]) === 0n }
  })
  const whole = parts.every(part => !part.missing)
  return { parts, units, total: whole ? parts.reduce((sum, part) => sum + part.cost, 0n) : null, free: whole && parts.every(part => part.free) }
}

/** cost / by, in 1e-18 US$, as a text with so many decimals, rounded half to even; "under 0.01" for less but not nothing. */
export function money(cost, places = 2, by = 1) {
  const unit = 10n ** BigInt(18 - places) * BigInt(by)
  if (cost > 0n && cost * 2n <= unit) return `under ${(10 ** -places).toFixed(places)}`
  let count = cost / unit
  const rest = (cost % unit) * 2n
  if (rest > unit || (rest === unit && count % 2n === 1n)) count += 1n
  const digits = String(count).padStart(places + 1, "0")
  return `${Number(digits.slice(0, -places)).toLocaleString("en-GB")}.${digits.slice(-places)}`
}

/** Bills of every model that the workload asks, cheapest first, then free tiers, then those whose stage no source states, those with an unknown part last: [{model, bill}, …]. */
export function ranked(data, work, choice) {
  const at = data.workloads.indexOf(work)
  const rows = data.models.filter(model => model.fits.includes(at)).map(model => ({ model, bill: bill(work, model, choice) }))
  const low = text => text.toLowerCase()
  const known = rows.filter(row => row.bill.total !== null)
  known.sort((a, b) => a.model.staged !== b.model.staged ? b.model.staged - a.model.staged : a.bill.free !== b.bill.free ? a.bill.free - b.bill.free : a.bill.total < b.bill.total ? -1 : a.bill.total > b.bill.total ? 1
    : low(a.model.name) < low(b.model.name) ? -1 : low(a.model.name) > low(b.model.name) ? 1 : a.model.id < b.model.id ? -1 : 1)
  return [...known, ...rows.filter(row => row.bill.total === null)]
}
