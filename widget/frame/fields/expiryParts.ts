/** The chunk for password managers that fill a month and a year, not a whole date. It loads once the session is open. */

/** A password manager fills both within this time, in ms. An older month belongs to another fill. */
const FILL_MS = 5000

/** Invisible like `.spoken`, and without the styles of the form's inputs. The CSP doesn't restrict styles set by script. */
const STYLE =
  'position:absolute;bottom:0;width:1px;height:1px;min-height:0;padding:0;border:0;overflow:hidden;clip-path:inset(50%);'

/**
 * Adds invisible inputs for the month and the year after the input of the expiration date. Once both are filled, their
 * values are moved to the date, as if the date were filled. Not an AutofillProxy, which has only one value, and belongs to
 * the form's first load.
 */
export function addExpiryParts(control: Element | undefined): void {
  // The form of another method may have replaced the card's form meanwhile.
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
    // During a submit the date must not change.
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
