import type { Page } from '@playwright/test'
import type { Capture } from 'ingo-capture'

/** Records the `error` events of the form that `openForm` opened, each with all of its properties. */
export async function recordErrors(page: Page): Promise<() => Promise<Record<string, unknown>[]>> {
  await page.evaluate(() => {
    const errors: object[] = []
    const capture = Reflect.get(window, 'capture') as Capture
    capture.on('error', (error) => errors.push(Object.assign({}, error)))
    Object.assign(window, { errors })
  })
  return () => page.evaluate(() => Reflect.get(window, 'errors') as Record<string, unknown>[])
}
