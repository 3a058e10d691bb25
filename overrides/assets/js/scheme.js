// The colour scheme: light, dark or as the system. Runs before the first paint, hence a plain script in the head; it sets
// Material's own attribute on <html>, and remembers the choice. Without it the page follows the system.
(() => {
  const key = "tokonomix-scheme"
  const names = { auto: "as the system", light: "light", dark: "dark" }
  const root = document.documentElement
  const stored = () => {
    try { return localStorage.getItem(key) } catch { return null } // a browser may refuse storage
  }
  // From the system's scheme to the other one first, so that each press shows something.
  const order = () => matchMedia("(prefers-color-scheme:dark)").matches ? { auto: "light", light: "dark", dark: "auto" } : { auto: "dark", dark: "light", light: "auto" }
  let choice = Object.hasOwn(names, stored() ?? "") ? stored() : "auto"
  const apply = () => {
    if (choice === "auto") root.removeAttribute("data-md-color-scheme")
    else root.setAttribute("data-md-color-scheme", choice === "dark" ? "slate" : "default")
    for (const button of document.querySelectorAll("[data-scheme]")) {
      button.dataset.choice = choice
      button.setAttribute("aria-label", `Colour scheme: ${names[choice]}. Switch to ${names[order()[choice]]}`)
    }
  }
  root.classList.replace("no-js", "js")
  apply()
  document.addEventListener("DOMContentLoaded", apply)
  document.addEventListener("click", event => {
    if (!event.target.closest?.("[data-scheme]")) return
    choice = order()[choice]
    try { localStorage.setItem(key, choice) } catch { /* then the choice holds for this page */ }
    apply()
    document.dispatchEvent(new CustomEvent("scheme-change"))
  })
})()
