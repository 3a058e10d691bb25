// Search: a dialog over the page, filled from the Pagefind index that the build wrote. The index is fetched when the reader
// opens the dialog, a few kilobytes a query, from this site alone.

/** A Pagefind excerpt as pieces [{text, hit}]: its only tags are <mark>, the rest is escaped text. */
export function pieces(excerpt) {
  const entities = { "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'", "&#x27;": "'", "&amp;": "&" }
  return excerpt.split(/(<mark>[^]*?<\/mark>)/).filter(Boolean).map(part => ({
    hit: part.startsWith("<mark>"),
    text: part.replace(/<[^>]*>/g, "").replace(/&(?:lt|gt|quot|amp|#39|#x27);/g, entity => entities[entity]),
  }))
}

/** How many were found, in words. */
export function tally(found, shown, words) {
  if (!found) return `Nothing found for “${words}”. Try the maker’s name of the model, or fewer words.`
  if (found === 1) return "One page"
  return shown < found ? `${found} pages, the nearest ${shown}` : `${found} pages`
}

/** Why there is no search, as a sentence. */
export function excuse(online) {
  return online
    ? "The search index did not load. It is written by a build; a preview may have none. The list of models has a filter of its own."
    : "You are offline, and the search index is not stored here. Pages you have opened before may still work."
}

/** The words as names are written, if that differs, and as typed: the index takes "GPT-5.5" for one word, people type "gpt 5.5". */
export function spellings(words) {
  const joined = words.replace(/(\p{L})\s+(?=\d)/gu, "$1-")
  return joined === words ? [words] : [joined, words]
}

/** Results of several searches as one list, each page once, the first search's first. */
export const merged = answers => [...new Map(answers.flatMap(answer => answer.results).map(one => [one.id, one])).values()]

const LIMIT = 10
const root = () => new URL(`${document.querySelector("meta[name=tokonomix-root]").content}/`, document.baseURI)

let engine = null
async function index() {
  engine ??= (async () => {
    const pagefind = await import(new URL("pagefind/pagefind.js", root()).href)
    await pagefind.options({ baseUrl: root().pathname, excerptLength: 22 })
    await pagefind.init()
    return pagefind
  })()
  engine.catch(() => { engine = null })
  return engine
}

function entry(found) {
  const item = document.createElement("li"), link = document.createElement("a"), name = document.createElement("b")
  link.href = found.url
  name.textContent = found.meta.title || found.url
  const text = document.createElement("span")
  for (const piece of pieces(found.excerpt)) {
    const part = document.createElement(piece.hit ? "mark" : "span")
    part.textContent = piece.text
    text.append(part)
  }
  const where = document.createElement("small")
  where.textContent = new URL(found.url, location.href).pathname.slice(root().pathname.length) || "home"
  link.append(name, text, where)
  item.append(link)
  return item
}

/** Connect the dialog with its buttons, the "/" key and the index. */
export function listen(page) {
  const dialog = page.getElementById("search")
  if (!dialog?.showModal) return
  const field = dialog.querySelector("input"), say = dialog.querySelector(".say"), list = dialog.querySelector("ol")
  let latest = 0

  async function run() {
    const words = field.value.trim(), mine = ++latest
    if (!words) { say.textContent = ""; list.replaceChildren(); return }
    try {
      const pagefind = await index()
      const answer = await pagefind.debouncedSearch(words, {}, 120)
      if (!answer || mine !== latest) return
      const others = await Promise.all(spellings(words).slice(0, -1).map(one => pagefind.search(one)))
      const results = merged([...others, answer])
      const found = await Promise.all(results.slice(0, LIMIT).map(one => one.data()))
      if (mine !== latest) return
      say.textContent = tally(results.length, found.length, words)
      list.replaceChildren(...found.map(entry))
      list.scrollTop = 0
    } catch {
      if (mine === latest) fail()
    }
  }

  function fail() {
    const models = document.createElement("a")
    models.href = new URL("models/", root()).href
    models.textContent = "Open the list of models"
    say.replaceChildren(excuse(navigator.onLine), " ", models)
    list.replaceChildren()
  }

  function openDialog() {
    if (dialog.open) return
    dialog.showModal()
    field.select()
    index().then(() => { if (field.value) run() }, fail)
  }

  field.addEventListener("input", run)
  dialog.querySelector("form").addEventListener("submit", event => {
    event.preventDefault()
    list.querySelector("a")?.click()
  })
  dialog.addEventListener("click", event => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close()
  })
  dialog.addEventListener("keydown", event => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return
    const links = [...list.querySelectorAll("a")], at = links.indexOf(page.activeElement)
    event.preventDefault()
    if (event.key === "ArrowUp" && at <= 0) field.focus()
    else links[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus()
  })
  page.addEventListener("click", event => { if (event.target.closest?.("button[data-search]")) openDialog() })
  page.addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || dialog.open) return
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return
    event.preventDefault()
    openDialog()
  })
}
