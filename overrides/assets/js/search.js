// Search: a dialog over the page. Names come first, from a list of what every page is called; then whole texts, from the
// Pagefind index that the build wrote. Both are fetched when the reader opens the dialog, from this site alone.

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

/** The words as typed and, if that differs, as names are written: the index takes "GPT-5.5" for one word, people type "gpt 5.5". */
export function spellings(words) {
  const joined = words.replace(/(\p{L})\s+(?=\d)/gu, "$1-")
  return joined === words ? [words] : [words, joined]
}

/** A name as words to compare: "GPT-4.1 mini", "gpt4.1-mini" and "gpt 4.1 mini" are one. */
export const wordsOf = text => text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/(\p{L}{2})(?=\d)/gu, "$1 ")
  .split(/[^\p{L}\p{N}.]+|\.(?!\d)/u).filter(Boolean)

/** How near a page is to the words: 0 its name or id, 1 a name that begins so, 2 all words in it, 3 as beginnings; -1 not at all. */
export function nearness([address, name], words) {
  const looked = words.join(" ")
  const names = [wordsOf(name), wordsOf(address.split("/").at(-2) ?? "")]
  if (names.some(one => one.join(" ") === looked)) return 0
  if (names.some(one => `${one.join(" ")} `.startsWith(`${looked} `))) return 1
  if (names.some(one => words.every(word => one.includes(word)))) return 2
  return names.some(one => words.every(word => one.some(part => part.startsWith(word)))) ? 3 : -1
}

/** The pages whose names fit the words, nearest first; equally near ones in the order of the list. */
export function named(pages, typed) {
  const words = wordsOf(typed)
  if (!words.length) return []
  return pages.map(page => [nearness(page, words), page]).filter(([near]) => near >= 0).sort((a, b) => a[0] - b[0]).map(([, page]) => page)
}

/** Results of several searches as one list, each page once, the first search's first. */
export const merged = answers => [...new Map(answers.flatMap(answer => answer.results).map(one => [one.id, one])).values()]

/** Pages of a list each once, where it stood first. */
export const firsts = found => found.filter((one, at) => found.findIndex(other => other.url === one.url) === at)

const LIMIT = 10, NAMES = 6
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

let listed = null
async function names() {
  listed ??= fetch(new URL("assets/data/names.json", root())).then(answer => {
    if (!answer.ok) throw new Error(`${answer.status}`)
    return answer.json()
  })
  listed.catch(() => { listed = null })
  return listed
}

/** A page of the list of names as Pagefind would give it; its few words hold no markup. */
const asFound = ([address, name, what]) => ({ url: new URL(address, root()).pathname, meta: { title: name }, plain: what })

function entry(found) {
  const item = document.createElement("li"), link = document.createElement("a"), name = document.createElement("b")
  link.href = found.url
  name.textContent = found.meta.title || found.url
  const text = document.createElement("span")
  for (const piece of found.plain === undefined ? pieces(found.excerpt) : [{ text: found.plain, hit: false }]) {
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
    let near = []
    try {
      near = named(await names(), words).map(asFound)
      if (mine !== latest) return
      if (near.length) show(near.slice(0, NAMES))
    } catch {
      // Without the list of names the texts may still be found.
    }
    try {
      const pagefind = await index()
      const answer = await pagefind.debouncedSearch(words, {}, 120)
      if (!answer || mine !== latest) return
      const others = await Promise.all(spellings(words).slice(1).map(one => pagefind.search(one)))
      const results = merged([answer, ...others])
      const texts = await Promise.all(results.slice(0, LIMIT).map(one => one.data()))
      if (mine !== latest) return
      const found = firsts([...near.slice(0, NAMES), ...texts, ...near.slice(NAMES)])
      say.textContent = tally(Math.max(results.length, found.length), Math.min(found.length, LIMIT), words)
      show(found.slice(0, LIMIT))
      list.scrollTop = 0
    } catch {
      if (mine === latest) fail(near.length > 0)
    }
  }

  function show(found) {
    list.replaceChildren(...found.map(entry))
  }

  function fail(named = false) {
    const models = document.createElement("a")
    models.href = new URL("models/", root()).href
    models.textContent = "Open the list of models"
    say.replaceChildren(excuse(navigator.onLine), " ", models)
    if (!named) list.replaceChildren()
  }

  function openDialog() {
    if (dialog.open) return
    dialog.showModal()
    field.select()
    names().catch(() => {})
    index().then(() => { if (field.value) run() }, () => fail())
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
