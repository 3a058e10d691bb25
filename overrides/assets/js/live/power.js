// What so few prompts can show. Two models answer the same prompts, so they are compared prompt by prompt: only prompts
// that one got right and the other wrong tell them apart (exact sign test, two-sided, 5 % shared by all pairs compared).

const LEVEL = 0.05

/** How many pairs can be made of some models. */
export const pairs = models => models * (models - 1) / 2

/** Probability, if two models are equally good, of a split at least as uneven as wins to losses. */
export function signTest(wins, losses) {
  const n = wins + losses
  let term = 0.5 ** n, tail = 0
  for (let k = 0; k <= Math.min(wins, losses); k++) {
    tail += term
    term *= (n - k) / (k + 1)
  }
  return Math.min(1, 2 * tail)
}

/** The fewest prompts by which one model must be ahead, with none the other way, before chance is ruled out. */
export function needed(compared) {
  let k = 1
  while (signTest(k, 0) > LEVEL / compared) k++
  return k
}

/** Whether a split is more than chance, when `compared` pairs are looked at. */
export const shown = (wins, losses, compared) => signTest(wins, losses) <= LEVEL / compared

/** Wilson's 95 % interval of a share, in percent: [low, high]. */
export function wilson(hits, n) {
  const z = 1.959964, share = hits / n, scale = 1 + z * z / n
  const middle = (share + z * z / (2 * n)) / scale
  const half = z * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / scale
  return [Math.max(0, middle - half) * 100, Math.min(1, middle + half) * 100]
}

const many = (n, one, more = `${one}s`) => `${n} ${n === 1 ? one : more}`

/** What `n` prompts, `models` models and `criteria` criteria can show: {head, text}. */
export function sentence(n, models, criteria) {
  if (n === 0) return { head: "No prompts yet.", text: "How many there are decides what the result can show." }
  if (criteria === 0) return { head: "Nothing is judged.", text: "Without a criterion you see answers, times and costs; which model is right more often is not counted." }
  if (models < 2) return { head: `${many(n, "prompt")} and one model.`, text: "To compare, choose a second model." }
  const compared = pairs(models), least = needed(compared)
  const level = compared > 1 ? `at 95 % for all ${compared} pairs together` : "at 95 %"
  if (n < least) {
    return { head: `${many(n, "prompt")} cannot tell ${models === 2 ? "two" : "these"} models apart.`,
      text: `However the answers fall, chance is not ruled out ${level}: that takes at least ${least} prompts that one model gets right and the other wrong.` }
  }
  return { head: `${many(n, "prompt")} can only show large gaps.`,
    text: `One model must be right on at least ${least} prompts that another gets wrong, with none the other way round, before chance is ruled out ${level}. So no gap below ${Math.round(100 * least / n)} points can be shown.` }
}

/** The pairs that differ by more than chance, in words. models: [{name, right: [true, false, null, …]}] by prompt. */
export function verdict(all) {
  const models = all.filter(({ right }) => right.some(hit => hit !== null)) // a model that never answered is not compared
  const compared = pairs(models.length), found = []
  let closest = null
  for (const [i, a] of models.entries()) {
    for (const b of models.slice(i + 1)) {
      const both = a.right.map((hit, k) => [hit, b.right[k]]).filter(([x, y]) => x !== null && y !== null)
      if (!both.length) continue
      const wins = both.filter(([x, y]) => x && !y).length, losses = both.filter(([x, y]) => !x && y).length
      const [up, down, more, less] = wins >= losses ? [a, b, wins, losses] : [b, a, losses, wins]
      const split = `${up.name} alone was right on ${many(more, "prompt")}, ${down.name} alone on ${less}`
      if (shown(more, less, compared)) found.push(split)
      else if (!closest || more - less > closest.gap) closest = { gap: more - less, split }
    }
  }
  const rest = compared > found.length ? " Every other difference can be chance." : ""
  if (found.length) return { head: "More than chance.", text: `${found.join("; ")}.${rest}` }
  if (!closest) return { head: "", text: "" }
  return { head: "No difference is shown.", text: closest.gap ? `${closest.split}: that can be chance.` : "Each was right as often as the other." }
}
