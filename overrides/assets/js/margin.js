// Where the page is wide enough, each source stands in the margin beside the paragraph that first cites it in its section.
// The numbered list at the end of the text is the same; screen readers and the keyboard use that one.

const GAP = 14

/** Tops of notes that keep clear of each other and of `taken` [{top, bottom}]; wanted: [{top, height}] in page order. */
export function settle(wanted, taken) {
  let free = -Infinity
  return wanted.map(({ top, height }) => {
    let at = Math.max(top, free)
    for (const box of [...taken].sort((a, b) => a.top - b.top)) if (at < box.bottom + GAP && at + height + GAP > box.top) at = box.bottom + GAP
    free = at + height + GAP
    return at
  })
}

/** The references of a text whose sources stand beside it: the first to each source in each section. */
export function firsts(links) {
  const seen = new Set()
  return links.filter(({ section, source }) => {
    const key = `${section} ${source}`
    return !seen.has(key) && seen.add(key)
  })
}

function note(source) {
  const copy = document.createElement("div")
  copy.className = "side"
  copy.setAttribute("aria-hidden", "true")
  copy.append(...[...source.children].slice(0, 2).map(part => part.cloneNode(true)))
  const grade = source.querySelector(".gr")
  if (grade) copy.lastElementChild.append(" ", grade.cloneNode(true))
  for (const link of copy.querySelectorAll("a")) link.tabIndex = -1
  return copy
}

/** Going back from a source ends at the reference that led to it, for the keyboard too. */
function returning(root) {
  let left = null
  root.addEventListener("click", event => { left = event.target.closest?.("sup.cite a") ?? left })
  addEventListener("popstate", () => {
    if (!left || location.hash === left.hash) return
    left.focus({ preventScroll: true })
    left = null
  })
}

/** Put the sources of `root` beside its text, and again whenever the text takes another shape. */
export function beside(root) {
  const text = root.querySelector(".rev > .prose"), margin = root.querySelector(".rev > .margin")
  returning(root)
  if (!text || !margin) return
  const headings = [...text.querySelectorAll("h2")]
  const links = [...text.querySelectorAll("sup.cite a[href^='#c']")].map(link => ({
    link,
    source: link.hash,
    section: headings.findLastIndex(heading => heading.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING),
  }))
  const notes = firsts(links).flatMap(({ link, source }) => {
    const found = root.getElementById(decodeURIComponent(source.slice(1)))
    return found ? [{ link, card: note(found) }] : []
  })
  const place = () => {
    const column = margin.getBoundingClientRect()
    const wide = column.left >= text.querySelector("p")?.getBoundingClientRect().right && column.width >= 220
    for (const { card } of notes) card.remove()
    if (!wide) return
    margin.append(...notes.map(({ card }) => card))
    const from = box => ({ top: box.top - column.top, bottom: box.bottom - column.top })
    const fixed = [...margin.querySelectorAll(".about"), ...text.querySelectorAll(".fig.out, .scroll")].map(node => node.getBoundingClientRect())
    const taken = fixed.filter(box => box.right > column.left && box.height).map(from)
    const tops = settle(notes.map(({ link, card }) => ({ top: from(link.getBoundingClientRect()).top - 4, height: card.offsetHeight })), taken)
    notes.forEach(({ card }, at) => { card.style.top = `${tops[at]}px` })
  }
  let width = 0, height = 0
  new ResizeObserver(([{ contentRect: box }]) => {
    if (box.width === width && box.height === height) return
    width = box.width
    height = box.height
    requestAnimationFrame(place)
  }).observe(text)
}
