/** The docs pages with a table that a test generates from the code. The text around the table is written by hand. */
const pages = import.meta.glob<string>(['../../../docs/localization.md', '../../../docs/messages.md'], {
  eager: true,
  query: '?raw',
  import: 'default',
})

/** The page with the table put between its comments `<!-- table -->` and `<!-- /table -->`. */
export function renderPage(path: string, head: string[], rows: string[][]): string {
  const page = pages[path] ?? ''
  const marked = /(<!-- table -->\n\n)[^]*?(\n\n<!-- \/table -->)/
  if (!marked.test(page)) throw new Error(`${path}: the comments around the table are missing.`)
  const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return page.replace(marked, (_all, before: string, after: string) => `${before}${table.join('\n')}${after}`)
}
