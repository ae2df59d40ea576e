/** A bare host page with one form, and the names of the events that the page received. */
import type { Page } from '@playwright/test'
import type { CaptureOptions } from 'ingo-capture'
import { captureFrame, type CaptureFrame } from 'ingo-capture/playwright'
import { createSession, type SessionInput } from 'ingo-capture/backend'
import { findForm } from './findForm.js'
import { SECRET_KEY } from './settings.js'
import type { Stack } from './stack.js'

const eventNames = [
  'ready',
  'change',
  'focus',
  'blur',
  'escape',
  'submit',
  'token',
  'error',
  'loaderror',
  'expired',
]

export type OpenForm = CaptureFrame & {
  /** The session's id, for reading it as the backend does. */
  id: string
  /** Names of the events so far, in order. */
  events: () => Promise<string[]>
  /** Submits by the page's script, so that no field loses the focus first. */
  submitByHost: () => Promise<void>
}

/** Opens a form for a new session on a page of the shop's origin. */
export async function openForm(
  page: Page,
  { shop, capture }: Stack,
  session: Partial<SessionInput> = {},
  options: Omit<CaptureOptions, 'url'> = {},
): Promise<OpenForm> {
  const server = { url: capture, secretKey: SECRET_KEY }
  const { id, url } = await createSession(server, {
    origin: shop,
    ...session,
  })
  // The shop's page with its SDK script tag and its CSP, but without the shop's own scripts.
  await page.route(/\/(checkout|testCards)\.js$/, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: '' }),
  )
  await page.goto(shop)
  await page.evaluate(
    ({ url: sessionUrl, given, names }) => {
      const { IngoCapture } = window as unknown as { IngoCapture: typeof import('ingo-capture') }
      const capture = IngoCapture.create({ url: sessionUrl, ...given })
      const events: string[] = []
      document.body.innerHTML =
        '<button id="before">before</button><div id="capture"></div><button id="after">after</button>'
      for (const name of names) capture.on(name as 'ready', () => events.push(name))
      Object.assign(window, { capture, events, url: sessionUrl })
      capture.mount('#capture')
    },
    { url, given: options, names: eventNames },
  )
  const form = findForm(page)
  // Open banking without a field submits itself, so its form may have ended already.
  if (session.open_banking)
    await page.locator('[data-capture-state]:not([data-capture-state="loading"])').waitFor()
  else await form.waitReady()
  return {
    ...form,
    id,
    events: () => page.evaluate(() => Reflect.get(window, 'events') as string[]),
    submitByHost: () => page.evaluate(submit),
  }
}

/** Like `openForm`, with the published kit, for the specs about the kit. */
export async function openKitForm(...given: Parameters<typeof openForm>): Promise<OpenForm> {
  return { ...(await openForm(...given)), ...captureFrame(given[0]) }
}

function submit(): void {
  const { capture } = window as unknown as { capture: ReturnType<typeof import('ingo-capture').create> }
  // The spec reads the result from the event.
  capture.submit().catch(() => undefined)
}
