/** The chunk for password managers that fill a card's month and year, and no date: it loads once the session is open. */

/** Within this time a manager fills both, in ms. A month that is older belongs to another fill. */
const FILL_MS = 5000

/** Invisible like `.spoken`, without the look of the form's inputs. Set through the CSSOM, which the policy allows. */
const STYLE =
  'position:absolute;bottom:0;width:1px;height:1px;min-height:0;padding:0;border:0;overflow:hidden;clip-path:inset(50%);'

/**
 * Puts an input for the month and one for the year behind the expiration date’s own: invisible, and out of the tab order.
 * What is filled into both goes to the date at once, as if it were filled there, and they are empty again. Not an AutofillProxy:
 * that has one value, and is in the form's first load.
 */
export function addExpiryParts(control: Element | undefined): void {
  // The form of another method may have taken its place meanwhile.
  if (!(control instanceof HTMLInputElement)) return
  const date = control
  const month = createPart('month')
  const year = createPart('year')
  let timer = 0

  function clear(): void {
    month.value = year.value = ''
  }

  function take(): void {
    clearTimeout(timer)
    timer = window.setTimeout(clear, FILL_MS)
    if (!month.value || !year.value) return
    const text = `${month.value}/${year.value}`
    clear()
    // A submit is in flight, so nothing may change.
    if (date.readOnly) return
    date.value = text
    date.dispatchEvent(new Event('input', { bubbles: true }))
  }

  for (const part of [month, year]) part.addEventListener('input', take)
  date.after(month, year)
}

function createPart(part: 'month' | 'year'): HTMLInputElement {
  const input = document.createElement('input')
  input.autocomplete = `billing cc-exp-${part}`
  input.tabIndex = -1
  input.setAttribute('aria-hidden', 'true')
  input.style.cssText = STYLE.replaceAll(';', '!important;')
  return input
}
