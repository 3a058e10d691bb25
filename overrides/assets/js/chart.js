// Charts: plotly is fetched when a figure nears the viewport. Colours come from the page's own values and follow the scheme.
// The figure's sentence and table stand in the page whether or not this runs.

const SCRIPT = new URL("../vendor/plotly/plotly-basic.min.js", import.meta.url).href
const SHEET = new URL("../vendor/plotly/plotly.css", import.meta.url).href
const CONFIG = { displaylogo: false, displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: false, showTips: false }

const NARROW = 520 // pixels

// Marks of a logarithmic axis: 1, 2, 5, 10 and no more, written out.
const STEPS = [-3, -2, -1, 0, 1, 2, 3, 4].flatMap(power => [1, 2, 5].map(step => Number(`${step}e${power}`)))

/** The figure with every text "var(--name)" replaced by colour(name). Lists and objects are copied, never changed. */
export function paint(value, colour) {
  if (typeof value === "string") return value.replace(/var\((--[a-z0-9-]+)\)/g, (_, name) => colour(name))
  if (Array.isArray(value)) return value.map(one => paint(one, colour))
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, paint(one, colour)]))
  return value
}

/** `over` laid on `base`, object by object; lists and plain values of `over` win. */
export function merge(base, over) {
  const plain = value => value !== null && typeof value === "object" && !Array.isArray(value)
  if (!plain(base) || !plain(over)) return over === undefined ? base : over
  const out = { ...base }
  for (const [name, value] of Object.entries(over)) out[name] = merge(base[name], value)
  return out
}

/** Layout that every chart shares; axes that the figure has are styled whatever their number. */
export function layout(own, { font, narrow }) {
  const axis = { gridcolor: "var(--rule)", linecolor: "var(--rule-2)", zerolinecolor: "var(--rule-2)", tickcolor: "var(--rule-2)", automargin: true, fixedrange: true,
    tickfont: { size: 12, color: "var(--ink-2)" }, title: { font: { size: 12, color: "var(--ink-2)" }, standoff: 8 } }
  const base = {
    autosize: true, dragmode: false, showlegend: false, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: font, size: 12, color: "var(--ink-2)" }, margin: { l: 44, r: narrow ? 8 : 16, t: 12, b: 40 },
    hoverlabel: { bgcolor: "var(--card)", bordercolor: "var(--rule-2)", font: { family: font, size: 13, color: "var(--ink)" } },
    legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom", font: { size: 12 } }, xaxis: {}, yaxis: {},
  }
  const whole = merge(base, own)
  for (const name of Object.keys(whole)) {
    if (!/^[xy]axis\d*$/.test(name)) continue
    const ticks = whole[name].type === "log" && !whole[name].tickvals && !whole[name].dtick ? { tickvals: STEPS, ticktext: STEPS.map(String) } : {}
    whole[name] = merge(merge(axis, ticks), whole[name])
  }
  return whole
}

const apart = (one, box) => box.right <= one.left || box.left >= one.right || box.bottom <= one.top || box.top >= one.bottom

/** Which of these boxes {left, right, top, bottom} may stay: inside the frame and over no earlier one that stays. */
export function legible(boxes, frame) {
  const kept = []
  return boxes.map(box => {
    const inside = box.left >= frame.left && box.right <= frame.right && box.top >= frame.top
    const free = kept.every(one => apart(one, box))
    if (inside && free) kept.push(box)
    return inside && free
  })
}

/** Where a narrow chart puts a name that has no room behind the end of its line: above it. */
export const placed = trace => trace.textposition === "middle right" ? { textposition: "top left" } : {}

/** Show of names that would cover another name or the axis their number in the list below; on a narrow chart of all. */
function thin(plot, numbers) {
  const names = [...plot.querySelectorAll(".textpoint text")].filter(name => name.textContent)
  const axis = plot.querySelector(".gridlayer")?.getBoundingClientRect()
  const whole = plot.getBoundingClientRect()
  const stay = () => legible(names.map(name => name.getBoundingClientRect()), { left: axis?.left ?? whole.left, right: whole.right, top: whole.top })
  const numbered = name => { if (numbers.has(name.dataset.whole)) name.textContent = numbers.get(name.dataset.whole) }
  for (const name of names) {
    name.style.display = ""
    name.dataset.whole ??= name.textContent
    name.textContent = name.dataset.whole
    if (whole.width < NARROW) numbered(name)
  }
  // A name gives way to its own number first, then to the number of a neighbour.
  for (let turn = 0; turn < 2; turn += 1) {
    const kept = stay(), boxes = names.map(name => name.getBoundingClientRect())
    names.forEach((name, at) => {
      if (kept[at]) return
      numbered(name)
      if (turn) names.filter((_, other) => other !== at && !apart(boxes[other], boxes[at])).forEach(numbered)
    })
  }
  const kept = stay()
  names.forEach((name, at) => { if (!kept[at]) name.style.display = "none" })
}

let library = null
function plotly() {
  library ??= new Promise((resolve, reject) => {
    // With this element present plotly adds no style element of its own, which the content security policy would block.
    const sheet = Object.assign(document.createElement("link"), { id: "plotly.js-style-global", className: "no-inline-styles", rel: "stylesheet", href: SHEET })
    const script = Object.assign(document.createElement("script"), { src: SCRIPT })
    script.onload = () => resolve(globalThis.Plotly)
    script.onerror = () => { library = null; reject(new Error("plotly")) }
    document.head.append(sheet, script)
  })
  return library
}

function reader() {
  const probe = document.createElement("span")
  probe.hidden = true
  document.body.append(probe)
  const colour = name => { probe.style.color = ""; probe.style.color = `var(${name})`; return getComputedStyle(probe).color }
  return { colour, done: () => probe.remove() }
}

async function figureOf(element) {
  const address = element.dataset.chart
  if (!address) return JSON.parse(element.querySelector("script[type='application/json']").textContent)
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${answer.status}`)
  return answer.json()
}

async function draw(element) {
  const box = element.querySelector(".plotly-box")
  try {
    const [library, figure] = await Promise.all([plotly(), element.figure ?? figureOf(element)])
    element.figure = figure
    const { colour, done } = reader()
    const shared = { font: getComputedStyle(document.body).fontFamily, narrow: box.clientWidth < NARROW }
    const data = figure.data.map(trace => trace.type === "scatter" ? { cliponaxis: false, ...trace, ...(shared.narrow && placed(trace)) } : trace) // names at the edge stay whole
    const whole = paint({ data, layout: layout(figure.layout ?? {}, shared) }, colour)
    done()
    delete whole.layout.width
    whole.layout.height = box.clientHeight
    box.replaceChildren(...box.querySelectorAll(":scope > .plot"))
    const plot = box.querySelector(".plot") ?? box.appendChild(Object.assign(document.createElement("div"), { className: "plot" }))
    const numbers = new Map([...element.querySelectorAll(".points li")].map((item, at) => [item.textContent.trim(), String(at + 1)]))
    await library.react(plot, whole.data, whole.layout, CONFIG)
    if (!("drawn" in element.dataset)) plot.on("plotly_afterplot", () => thin(plot, numbers))
    thin(plot, numbers)
    for (const svg of plot.querySelectorAll("svg")) { svg.setAttribute("aria-hidden", "true"); svg.setAttribute("focusable", "false") }
    element.dataset.drawn = ""
  } catch {
    box.removeAttribute("role")
    box.removeAttribute("aria-label")
    box.classList.add("failed")
    box.textContent = element.querySelector("details") ? "The chart did not load. The table below has its figures." : "The chart did not load."
    const table = element.querySelector("details")
    if (table) table.open = true
  }
}

/** Draw each figure of `root` as it nears the viewport, and again when the colour scheme changes. */
export function watch(root) {
  const figures = [...root.querySelectorAll("figure[data-chart]")]
  const near = new IntersectionObserver(entries => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) { near.unobserve(target); draw(target) }
  }, { rootMargin: "400px 0px" })
  for (const figure of figures) near.observe(figure)
  const again = () => { for (const figure of figures) if ("drawn" in figure.dataset) draw(figure) }
  root.addEventListener("scheme-change", again)
  matchMedia("(prefers-color-scheme:dark)").addEventListener("change", again)
}
