/** What the form's policy refused and its console said, in whichever browser: WebDriver itself hears neither. */

/** Begins to note it in `window.complaints`; what came before is told where the browser keeps reports. */
export function watchPolicy(): void {
  const complaints: string[] = []
  Object.assign(window, { complaints })
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    complaints.push(`${effectiveDirective} ${blockedURI}`)
  })
  window.addEventListener('error', ({ message }) => complaints.push(message))
  const note = (...said: unknown[]) => complaints.push(said.join(' '))
  Object.assign(console, { error: note, warn: note })
  if (!('ReportingObserver' in window)) return
  const before = (reports: { type: string }[]) => {
    for (const { type } of reports) complaints.push(`reported before: ${type}`)
  }
  new ReportingObserver(before as ReportingObserverCallback, {
    types: ['csp-violation'],
    buffered: true,
  }).observe()
}

/** So far. */
export function complaintsOf(): string[] {
  return Reflect.get(window, 'complaints') as string[]
}

/** What must be refused: a style and, where the browser knows Trusted Types, markup. Returns whether it does. */
export function provoke(): boolean {
  document.body.setAttribute('style', 'color: red')
  if (!('trustedTypes' in window)) return false
  try {
    document.body.insertAdjacentHTML('beforeend', '<i>x</i>')
  } catch {
    return true
  }
  throw new Error('Markup went in.')
}
