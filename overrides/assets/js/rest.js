// Rows of a long table that its page does not begin with. They stand on a page of their own, named by data-rest, and are
// fetched once the reader sorts, filters or asks for all. Without this file a plain link leads to that page.

/** The rows that may follow those of a table, as texts and rows: without a heading that the table ends with already. */
export function following(others, heading) {
  const [first] = others
  return first?.classList.contains("sub") && first.textContent.trim() === heading ? others.slice(1) : others
}

/** Fetch the rows that follow those of `table`, their links made to lead where they led. */
export async function rest(table) {
  const address = new URL(table.dataset.rest, location.href)
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${answer.status}`)
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const body = document.importNode(page.getElementById(table.id).tBodies[0], true)
  for (const link of body.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), address).href
  const headings = table.tBodies[0].querySelectorAll("tr.sub")
  return following([...body.rows], headings[headings.length - 1]?.textContent.trim())
}
