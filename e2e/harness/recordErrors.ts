import type { Page } from '@playwright/test'
import type { Capture, CaptureError } from 'ingo-capture'

/** Records the `error` events of the form that `openForm` opened, each with all of its properties. */
export async function recordErrors(page: Page): Promise<() => Promise<Partial<CaptureError>[]>> {
  await page.evaluate(() => {
    const errors: object[] = []
    const capture = Reflect.get(window, 'capture') as Capture
    capture.on('error', (error) => errors.push(Object.assign({ message: error.message }, error)))
    Object.assign(window, { errors })
  })
  return () => page.evaluate(() => Reflect.get(window, 'errors') as Partial<CaptureError>[])
}
