// The models that can be called, as the page's data lists them, and addresses that the reader adds.

/** Every model at every platform: {key, id, name, where, group, base, host, served, unasked, note, rates, prices}. */
export function options(data) {
  return data.models.flatMap(model => model.at.map(place => {
    const platform = data.platforms[place.platform]
    const amount = rate => place[rate] ? Number(place[rate].value) : null
    return {
      key: `${model.id}@${place.platform}`, id: model.id, name: model.name, note: model.note, where: platform.name, group: place.platform,
      base: platform.api, host: new URL(platform.api).host, served: place.served, unasked: Boolean(platform.unasked), rates: place,
      prices: { input: amount("input"), output: amount("output"), cached: amount("cached"), checked: place.checked ?? null },
    }
  }))
}

/** A model at an address of the reader's own: an option, or {fault}. */
export function own(address, name) {
  const served = name.trim()
  let at
  try { at = new URL(address.trim()) } catch { return { fault: "Write the whole address, for example http://localhost:11434/v1." } }
  const near = ["localhost", "127.0.0.1"].includes(at.hostname)
  if (at.protocol !== "https:" && !(at.protocol === "http:" && near)) return { fault: "The address must begin with https://; plain http:// only for localhost and 127.0.0.1." }
  if (at.username || at.password || at.search || at.hash) return { fault: "The address must hold no key, no “?” and no “#”. The key goes into its own field." }
  if (!served) return { fault: "Write the name under which the model is served there." }
  const base = `${at.origin}${at.pathname.replace(/\/+$/, "").replace(/\/chat\/completions$/, "")}`
  return { key: `${served}@${at.host}`, id: served, name: served, where: at.host, group: base, base, host: at.host, served, unasked: false, rates: null, prices: null, own: true }
}

/**
 * The models named in the address, `?models=a,b@platform`: {chosen: [option], missed: [{name, why}]}. Without a platform
 * the first is meant, which is the maker's own where it can be called.
 */
export function named(words, all, data) {
  const chosen = [], missed = []
  for (const word of new Set(words.split(",").map(part => part.trim()).filter(Boolean))) {
    const found = all.find(({ key, id }) => key === word || id === word)
    if (found) { if (!chosen.includes(found)) chosen.push(found); continue }
    const id = word.split("@")[0], out = data.left_out.find(({ models }) => Object.hasOwn(models, id))
    missed.push({ name: out?.models[id] ?? id, why: out?.why ?? "no model of that name is recorded here." })
  }
  return { chosen, missed }
}

/** The address query that brings these models back; addresses of the reader's own stay out of it. */
export function query(old, chosen, all) {
  const words = new URLSearchParams(old)
  const names = chosen.filter(option => !option.own).map(({ key, id }) => all.find(option => option.id === id).key === key ? id : key)
  words.delete("models")
  const rest = words.toString(), models = names.map(encodeURIComponent).join(",").replaceAll("%40", "@")
  return [models && `models=${models}`, rest].filter(Boolean).join("&")
}
