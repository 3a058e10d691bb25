// Source cards: a click, Enter or Space on a bound number shows the record behind it, in place. The record is an <article>
// of this page or of the page that the number links to. Without this file the number is an ordinary link to the record.

/** Where a number's record stands: {page, id, local}. `here` is the address of the page that is open. */
export function target(href, here) {
  const there = new URL(href, here), base = new URL(here)
  const page = there.origin + there.pathname
  return { page, id: decodeURIComponent(there.hash.slice(1)), local: page === base.origin + base.pathname }
}

/** The top left corner of a card beside a number; all rectangles in page coordinates {left, top, right, bottom}. */
export function corner(number, card, view, margin) {
  if (margin) return { left: margin.left, top: Math.max(number.top - 24, margin.top) }
  const left = Math.max(view.left, Math.min(number.left - 16, view.right - card.width))
  const below = number.bottom + 8, above = number.top - card.height - 8
  return { left, top: below + card.height > view.bottom && above >= view.top ? above : below }
}

/** Why a record did not come, as a sentence. */
export function excuse(error, online = true) {
  if (!online) return "You are offline, and this record stands on a page that is not stored here."
  if (error?.status === 404) return "The page that should hold this record does not exist. Please report it."
  if (error?.status) return `The page that holds this record answered with error ${error.status}.`
  if (error?.missing) return "The page that should hold this record arrived without it. Please report it."
  return "The page that holds this record did not arrive."
}

const pages = new Map()

async function pageOf(address) {
  if (!pages.has(address)) {
    pages.set(address, fetch(address).then(async answer => {
      if (!answer.ok) throw Object.assign(new Error("no page"), { status: answer.status })
      return new DOMParser().parseFromString(await answer.text(), "text/html")
    }))
    pages.get(address).catch(() => pages.delete(address))
  }
  return pages.get(address)
}

/** Put what the records of a batch share among the lines of one of them, before the name of its record. */
function join(own, shared) {
  const name = [...own.children].find(node => node.matches("dt") && node.textContent === "Record")
  for (const node of [...shared.childNodes]) own.insertBefore(node, name ?? null)
}

async function record(where) {
  const source = where.local ? document : await pageOf(where.page)
  const found = source.getElementById(where.id)
  if (!found) throw Object.assign(new Error("no record"), { missing: true })
  const copy = document.importNode(found, true)
  const shared = found.closest(".records")?.querySelector(":scope > [data-shared]")
  if (shared) join(copy.querySelector(".kv"), document.importNode(shared, true))
  for (const link of copy.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), where.page).href
  for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id")
  // Beside its number the title is no heading of the page's outline.
  for (const title of copy.querySelectorAll("h3")) title.replaceWith(make("p", { class: title.className }, ...title.childNodes))
  return [...copy.childNodes]
}

const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.append(...children)
  return node
}

const ICON = "http://www.w3.org/2000/svg"
function closeButton() {
  const icon = document.createElementNS(ICON, "svg"), use = document.createElementNS(ICON, "use")
  use.setAttribute("href", "#i-x")
  icon.setAttribute("class", "i")
  icon.setAttribute("aria-hidden", "true")
  icon.append(use)
  return make("button", { type: "button", class: "ib shut", "aria-label": "Close" }, icon)
}

let open = null // {link, card}

function close(giveBack = true) {
  if (!open) return
  const { link, card } = open
  open = null
  card.remove()
  link.removeAttribute("aria-expanded")
  if (giveBack) link.focus({ preventScroll: true })
}

const wide = () => matchMedia("(min-width:961px)").matches
const block = link => link.closest("table, .strip") ? null : link.closest(".prose :is(p,li,dd), .note, .facts dd, .verdict, .pm li, .band p")

function marginOf(link) {
  const column = link.closest(".prose") && !link.closest("table") && link.closest(".rev")?.querySelector(":scope > .margin")
  return column && column.getBoundingClientRect().width >= 220 ? column : null
}

function put(link, card) {
  const home = wide() ? null : block(link)
  card.classList.toggle("inl", Boolean(home))
  card.classList.toggle("pop", !home)
  if (home) {
    if (home.matches("p, .verdict, .note")) home.after(card)
    else home.append(card)
    return
  }
  document.body.append(card)
  const page = box => ({ left: box.left + scrollX, right: box.right + scrollX, top: box.top + scrollY, bottom: box.bottom + scrollY, width: box.width, height: box.height })
  const column = wide() ? marginOf(link) : null
  const width = document.documentElement.clientWidth
  const gutter = width > 1100 ? 32 : 16
  const view = { left: gutter, right: width - gutter, top: scrollY + 60, bottom: scrollY + innerHeight }
  const at = corner(page(link.getClientRects()[0]), page(card.getBoundingClientRect()), view, column && page(column.getBoundingClientRect()))
  card.style.left = `${at.left}px`
  card.style.top = `${at.top}px`
}

function fill(card, children) {
  card.replaceChildren(...children, closeButton())
}

async function show(link) {
  close(false)
  const where = target(link.getAttribute("href"), location.href)
  const card = make("div", { class: "card", role: "dialog", "aria-label": `Record behind ${link.textContent.trim()}`, tabindex: "-1" })
  open = { link, card }
  link.setAttribute("aria-expanded", "true")
  fill(card, [make("p", { class: "what" }, "Fetching the record …")])
  const ready = record(where)
  if (!where.local) await Promise.race([ready.catch(() => {}), new Promise(resolve => setTimeout(resolve, 120))])
  if (open?.card !== card) return
  if (!where.local) put(link, card)
  try {
    const children = await ready
    children.push(make("p", { class: "act" }, make("a", { href: link.href }, where.local ? "Among the records of this page" : "On its own page")))
    const old = children.filter(node => node.nodeType === 1 && node.matches(".act"))
    if (old.length === 2) { old[0].append(...old[1].childNodes); children.splice(children.indexOf(old[1]), 1) }
    fill(card, children)
  } catch (error) {
    card.classList.add("fail")
    const again = make("button", { type: "button", class: "btn s" }, "Try again")
    again.addEventListener("click", () => show(link))
    fill(card, [make("p", { class: "val" }, "No record here"), make("p", {}, excuse(error, navigator.onLine)),
      make("p", { class: "act" }, again, make("a", { href: link.href }, "Open the page"))])
  }
  if (open?.card !== card) return
  put(link, card)
  card.focus({ preventScroll: true })
  card.scrollIntoView({ block: "nearest" })
}

const numberOf = event => event.target.closest?.("a.bn")
const reach = card => [card, ...card.querySelectorAll("a[href], button")]

function onKey(event) {
  if (event.key === " " && numberOf(event)) { event.preventDefault(); numberOf(event).click(); return }
  if (!open) return
  if (event.key === "Escape") { event.preventDefault(); close(); return }
  if (event.key !== "Tab" || !open.card.contains(event.target)) return
  const stops = reach(open.card), last = stops[stops.length - 1]
  if (event.shiftKey ? stops.indexOf(event.target) <= 1 : event.target === last) { event.preventDefault(); close() }
}

/** Show the records beyond the first dozen, on a narrow screen all, and go on where they begin. */
function showRecords(section, more) {
  const deck = section.querySelector(".deck"), next = [...deck.children].find(card => !card.offsetParent)
  deck.classList.remove("cap")
  more.remove()
  next.tabIndex = -1
  next.focus()
}

/** Listen for numbers being chosen anywhere in `root`. */
export function listen(root) {
  root.addEventListener("click", event => {
    if (event.target.closest?.(".card .shut")) { close(); return }
    const all = event.target.closest?.("[data-all-records]")
    if (all) { showRecords(all.closest(".records"), all.closest(".more")); return }
    const link = numberOf(event)
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && event.button === 0) {
      event.preventDefault()
      if (open?.link === link) close()
      else show(link)
    } else if (open && !open.card.contains(event.target) && open.card.classList.contains("pop")) close(false)
  })
  root.addEventListener("keydown", onKey)
  addEventListener("resize", () => { if (open) put(open.link, open.card) })
}
