// The table of contents marks the section that is being read.

/** Index of the section being read: the last whose top is above `line`; the first when none is. tops in page order. */
export function reading(tops, line) {
  const below = tops.findIndex(top => top > line)
  return below === -1 ? tops.length - 1 : Math.max(0, below - 1)
}

/** Follow the reader through the sections that the contents of `root` list. */
export function follow(root) {
  const links = [...root.querySelectorAll("nav.toc a[href^='#']")]
  const pairs = links.map(link => [link, root.getElementById(decodeURIComponent(link.hash.slice(1)))]).filter(pair => pair[1])
  if (!pairs.length) return
  let waiting = false
  const mark = () => {
    waiting = false
    const end = innerHeight + scrollY >= document.documentElement.scrollHeight - 4
    const now = end ? pairs.length - 1 : reading(pairs.map(([, section]) => section.getBoundingClientRect().top), 140)
    pairs.forEach(([link], at) => { if (at === now) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current") })
  }
  addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(mark) } }, { passive: true })
  requestAnimationFrame(mark)
}
