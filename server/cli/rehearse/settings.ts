/** The settings of the rehearsal from the command line. */
export type Settings = {
  url: URL
  /** Playwright selectors of the merchant's page. */
  selectors: {
    /** The page's own pay button; undefined if the form has its own. */
    button: string | undefined
    /** The element to press to show the form; undefined if the page shows the form by itself. */
    open: string | undefined
    /** The form, on a page with several. */
    form: string | undefined
    /** Visible exactly when the page shows success. */
    success: string
    /** A failure message. */
    failure: string
    /** The elements that show that the page is busy. */
    busy: string
  }
  /** The page in Spanish; undefined if it has the same URL. */
  spanish: URL | undefined
  /** How long the page may take to react, in ms. */
  patience: number
  /** The browser's executable; undefined for Playwright's own Chromium. */
  browser: string | undefined
}

/** The defaults. */
export const defaultSelectors = {
  success: 'text=/thank you|success|all set|confirmed|on its way|payout is ready|gracias/i',
  failure: '[role="alert"], .alert, .error, .error-message',
  busy: '[aria-busy="true"], [role="progressbar"], progress, .spinner, .loading, .loader',
}

/** The page or the machine is not ready for a rehearsal. `message` is one sentence that says what to do. */
export class RehearsalError extends Error {
  override readonly name = 'RehearsalError'
}
