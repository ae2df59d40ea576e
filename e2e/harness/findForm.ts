/** The kit's form, for specs that do not test the kit. */
import { expect, type Page } from '@playwright/test'
import { captureFrame, type CaptureFrame, type CardValues } from 'ingo-capture/playwright'

type Control = HTMLInputElement | HTMLSelectElement

/**
 * `captureFrame` with a faster `fillCard`, which enters all values by one script. The browser inserts them as it does
 * for Playwright's `fill`. That asks the browser several times for each field, which took a third of these specs' time.
 */
export function findForm(page: Page, target?: string): CaptureFrame {
  const form = captureFrame(page, target)
  const root = form.frame.locator('html')
  return {
    ...form,
    async fillCard(values) {
      // Waits for fields that are locked, as `fill` does.
      await expect.poll(() => root.evaluate(enterValues, values)).toBe('entered')
    },
  }
}

/** Runs in the form's document. Enters nothing unless all fields can be edited. */
async function enterValues(_root: Element, values: CardValues): Promise<string> {
  const controls = Object.entries(values).map(
    ([name, text]) => [name, text, document.getElementsByName(name)[0] as Control | undefined] as const,
  )
  for (const [name, , control] of controls) {
    const isEditable = control?.matches(':enabled') && !('readOnly' in control && control.readOnly)
    if (!isEditable || control?.getClientRects().length === 0) return `${name} is locked or missing`
  }
  for (const [, text, control] of controls) {
    control?.focus()
    if (control instanceof HTMLSelectElement) {
      control.value = text
      for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }))
    } else {
      control?.select()
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else inserts text as the keyboard does
      document.execCommand(text === '' ? 'delete' : 'insertText', false, text)
    }
    // Lets React render before the next field, as it does between two keys.
    await Promise.resolve()
  }
  return 'entered'
}
