/** Changes the form's appearance, and lists what the form refuses of it. */
import type { Page } from '@playwright/test'
import type { Appearance, Capture } from 'ingo-capture'

/**
 * A rule that the form rejects in every theme. It comes last, so its error shows that the other
 * rules have been checked.
 */
const last = { selector: 'secondaryButton:focus', properties: { outlineWidth: '0' } }
const lastPath = `appearance.rules['${last.selector}'].outlineWidth`

/** Applies an appearance, and waits until the form has it; returns the paths that were refused. */
export function updateAppearance(page: Page, { rules: given, ...appearance }: Appearance): Promise<string[]> {
  const all = { ...appearance, rules: { ...given, [last.selector]: last.properties } }
  return page.evaluate(
    ([changed, path]) =>
      new Promise<string[]>((resolve) => {
        const capture = Reflect.get(window, 'capture') as Capture
        const refused: string[] = []
        const off = capture.on('error', ({ field }) => {
          if (field !== path) refused.push(String(field))
          else {
            off()
            resolve(refused)
          }
        })
        capture.update({ appearance: changed })
      }),
    [all, lastPath] as const,
  )
}
