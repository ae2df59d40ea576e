/** Mounts the session of `openForm` again, as after a reload of the page. */
import type { Page } from '@playwright/test'
import type { Capture } from 'ingo-capture'

export function reopenForm(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { IngoCapture } = window as unknown as { IngoCapture: typeof import('ingo-capture') }
    ;(Reflect.get(window, 'capture') as Capture).destroy()
    const capture = IngoCapture.create({ url: Reflect.get(window, 'url') as string })
    capture.on('loaderror', () => undefined)
    capture.mount('#capture')
    Object.assign(window, { capture })
  })
}
