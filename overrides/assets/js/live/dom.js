// Elements made by script. Text goes in as text, so that an answer can never become markup.

const fill = (node, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) if (value != null && value !== false) node.setAttribute(name, value === true ? "" : value)
  node.append(...children.flat().filter(child => child != null && child !== false))
  return node
}

/** make("p", {class: "note"}, "text", child, …); an attribute that is null or false is left out. */
export const make = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children)

/** The same for SVG. */
export const draw = (tag, attributes = {}, ...children) => fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children)

/** An icon of the page's sprite. */
export const icon = name => draw("svg", { class: "i", "aria-hidden": "true" }, draw("use", { href: `#i-${name}` }))

/** A word in a box, with a shape where the word has one. */
export const chip = (word, shape) => make("span", { class: `chip ${shape ?? "muted"}` }, shape && icon(shape), word)

/** A button with a cross, named for what it removes. */
export const cross = name => make("button", { type: "button", class: "ib", "aria-label": `Remove ${name}` }, icon("x"))

/** "0.58 s"; `none` in words where there is no time. */
export const seconds = (ms, none) => ms == null ? none : `${(ms / 1000).toFixed(ms < 99_995 ? 2 : 0)} s`
