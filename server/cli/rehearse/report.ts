/** The report as one HTML file, with pictures inside, and without scripts and URLs with a query. */
import { findings } from './findings.js'
import type { Result } from './rehearse.js'

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1d21 }
section { border-top: 1px solid #d5d9de; padding: 1rem 0 }
h2 { margin: 0; font-size: 1.1rem }
.passed { color: #17663a } .failed { color: #a3211b } .skipped { color: #5c636b }
dt { font-weight: 600 } dd { margin: 0 0 .5rem }
img { max-width: 100%; border: 1px solid #d5d9de }
`

/** Shows `url` without its query and fragment, which may hold a session. */
export function formatReport(url: URL, results: Result[]): string {
  const counts = (['passed', 'failed', 'skipped'] as const).map(
    (status) => `${results.filter((result) => result.status === status).length} ${status}`,
  )
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rehearsal</title>
<style>${STYLE}</style>
<h1>Rehearsal of ${escapeHtml(url.origin + url.pathname)}</h1>
<p>${counts.join(', ')}</p>
${results.map(formatResult).join('\n')}
</html>
`
}

function formatResult({ name, title, status, findings: names, reason, screenshot }: Result): string {
  const rows = names.map((finding) => {
    const { what, remedy } = findings[finding]
    return `<dt>${finding}: ${escapeHtml(what)}</dt><dd>${escapeHtml(remedy)}</dd>`
  })
  const picture = screenshot
    ? `<details${status === 'failed' ? ' open' : ''}><summary>Screenshot</summary>` +
      `<img alt="The page at the end of: ${escapeHtml(name)}" src="data:image/jpeg;base64,${screenshot.toString('base64')}"></details>`
    : ''
  return `<section>
<h2>${escapeHtml(name)}: <span class="${status}">${status}</span></h2>
<p>${escapeHtml(title)}.${reason === undefined ? '' : ` ${escapeHtml(reason)}`}</p>
<dl>${rows.join('')}</dl>
${picture}
</section>`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
