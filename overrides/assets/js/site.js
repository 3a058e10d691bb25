// What every page loads: it fetches the parts of behaviour that this page needs and no others.
const has = selector => document.querySelector(selector) !== null

if (has("a.bn")) import("./card.js").then(card => card.listen(document))
if (has("table[data-table]")) import("./table.js").then(table => table.listen(document))
if (has("[data-chart]")) import("./chart.js").then(chart => chart.watch(document))
if (has(".prose sup.cite")) import("./margin.js").then(margin => margin.beside(document))
if (has("nav.toc")) import("./toc.js").then(toc => toc.follow(document))
import("./search.js").then(search => search.listen(document))

// An address that names a folded part opens it.
const unfold = () => { const named = document.getElementById(decodeURIComponent(location.hash.slice(1))); if (named?.tagName === "DETAILS") named.open = true }
addEventListener("hashchange", unfold)
unfold()

// On a narrow screen the row of sections scrolls, and so does a row of boards: show the current one.
for (const current of document.querySelectorAll(".mast nav [aria-current], .tabs [aria-current]")) requestAnimationFrame(() => {
  const row = current.closest(".tabs ul") ?? current.parentElement
  row.scrollLeft += current.getBoundingClientRect().left - row.getBoundingClientRect().left - 60
})

// A table's box is a stop for the keyboard only while it has something to scroll.
const boxes = new ResizeObserver(entries => {
  for (const { target } of entries) target.tabIndex = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight ? 0 : -1
})
for (const box of document.querySelectorAll(".scroll[tabindex]")) boxes.observe(box)
