/** Records policy violations and console output inside the page: WebDriver reports neither. */

/** Records violations from now on in `window.violations`, and earlier ones if the browser keeps reports of them. */
export function recordViolations(): void {
  const violations: string[] = []
  Object.assign(window, { violations })
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    violations.push(`${effectiveDirective} ${blockedURI}`)
  })
  window.addEventListener('error', ({ message }) => violations.push(message))
  const record = (...values: unknown[]) => violations.push(values.join(' '))
  Object.assign(console, { error: record, warn: record })
  if (!('ReportingObserver' in window)) return
  const before = (reports: { type: string }[]) => {
    for (const { type } of reports) violations.push(`reported before: ${type}`)
  }
  new ReportingObserver(before as ReportingObserverCallback, {
    types: ['csp-violation'],
    buffered: true,
  }).observe()
}

/** The violations recorded so far. */
export function recordedViolations(): string[] {
  return Reflect.get(window, 'violations') as string[]
}

/**
 * Tries two forbidden things: a style attribute and, in a browser with Trusted Types, setting markup. Returns whether
 * the browser has Trusted Types.
 */
export function violatePolicy(): boolean {
  document.body.setAttribute('style', 'color: red')
  if (!('trustedTypes' in window)) return false
  try {
    document.body.insertAdjacentHTML('beforeend', '<i>x</i>')
  } catch {
    return true
  }
  throw new Error('Markup went in.')
}
