/** A form whose script has not come yet, on a page of its merchant's: for as long as the spec wants it so. */
import type { Page } from '@playwright/test'
import type { Capture, CaptureOptions } from 'ingo-capture'
import { captureFrame, type CaptureFrame } from 'ingo-capture/playwright'
import type { SessionInput } from 'ingo-capture/server'
import { newSession, openHost } from './hostPage.js'
import type { Stack } from './stack.js'

export type HeldForm = CaptureFrame & {
  /** Lets the scripts come; resolves when the form is ready. */
  release: () => Promise<void>
}

/** Mounts a form after the page has loaded, and waits until its first field is to be seen. */
export async function openHeld(
  page: Page,
  stack: Stack,
  session: Partial<SessionInput> = {},
  options: Omit<CaptureOptions, 'url'> = {},
): Promise<HeldForm> {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/frame/assets/*.js', async (route) => {
    await released
    await route.fallback()
  })
  await openHost(page, stack, {})
  await mount(page, await newSession(stack, session), options)
  const form = captureFrame(page)
  await form.frame.locator('form').waitFor()
  return {
    ...form,
    async release() {
      release()
      await form.waitReady()
    },
  }
}

/** Mounts a session's form on a page that `openHost` has opened, in the place of one that is there. */
export async function mount(
  page: Page,
  url: string,
  options: Omit<CaptureOptions, 'url'> = {},
): Promise<void> {
  await page.evaluate(
    (given) => {
      const page = window as unknown as {
        IngoCapture: typeof import('ingo-capture')
        listen: (capture: Capture) => Capture
        mounted?: Capture
      }
      page.mounted?.destroy()
      page.mounted = page.listen(page.IngoCapture.create(given))
      page.mounted.mount('#capture')
    },
    { url, ...options },
  )
}
