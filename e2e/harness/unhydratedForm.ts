/** A prerendered form whose scripts are held back until the spec releases them. */
import type { Page } from '@playwright/test'
import type { CaptureOptions } from 'ingo-capture'
import type { CaptureFrame } from 'ingo-capture/playwright'
import type { SessionInput } from 'ingo-capture/backend'
import { findForm } from './findForm.js'
import { mountForm, newSession, openHost } from './hostPage.js'
import type { Stack } from './stack.js'

type UnhydratedForm = CaptureFrame & {
  /** Lets the scripts load; resolves when the form is ready. */
  hydrate: () => Promise<void>
}

/** Mounts a form whose scripts are held back. Resolves when the prerendered form is visible. */
export async function openUnhydrated(
  page: Page,
  stack: Stack,
  session: Partial<SessionInput> = {},
  options: Omit<CaptureOptions, 'url'> = {},
): Promise<UnhydratedForm> {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/frame/assets/*.js', async (route) => {
    await released
    await route.fallback()
  })
  await openHost(page, stack, {})
  await mountForm(page, await newSession(stack, session), options)
  const form = findForm(page)
  await form.frame.locator('form').waitFor()
  return {
    ...form,
    async hydrate() {
      release()
      await form.waitReady()
    },
  }
}
