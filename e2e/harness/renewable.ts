/** A form whose page provides a new session when the form's session ends. */
import type { Page } from '@playwright/test'
import type { CaptureError } from 'ingo-capture'
import { createSession, retrieveSession, type SessionInput } from 'ingo-capture/backend'
import { findForm } from './findForm.js'
import { expect } from './fixtures.js'
import { openForm } from './openForm.js'
import { SECRET_KEY } from './settings.js'
import type { Stack } from './stack.js'

/** How the page's option `renew` answers. */
export type Way =
  | 'resolve'
  /** Resolves once the page's `release()` is called. */
  | 'late'
  | 'reject'
  /** Rejects until the page's `give()` is called. */
  | 'rejectAtFirst'
  | 'hang'
  | 'null'
  | 'number'
  | 'truncate'
  | 'otherMerchant'
  | 'otherForm'
  | 'same'
type Recorded = { name: string; code?: string | undefined; message?: string | undefined }

/** Opens the form of a session on a page that renews it. `firstId` is the session that ends, `ids` are the new ones. */
export async function openRenewable(page: Page, stack: Stack, way: Way, session: Partial<SessionInput> = {}) {
  const server = { url: stack.capture, secretKey: SECRET_KEY }
  const ids: string[] = []
  await page.addInitScript(countReads)
  const { id: firstId } = await openForm(page, stack, session)
  await page.exposeFunction('createUrl', async () => {
    const { id, url } = await createSession(server, { origin: stack.shop, ...session })
    ids.push(id)
    return url
  })
  await page.evaluate(mountRenewable, way)
  const form = findForm(page)
  await form.waitReady()
  return {
    ...form,
    ids,
    status: async (index = 0) => (await retrieveSession(server, ids[index] ?? '')).status,
    firstStatus: async () => (await retrieveSession(server, firstId)).status,
    /** Waits until the form has read this number of sessions, and so has opened the last of them. */
    opened: (count: number) =>
      expect
        .poll(() => form.frame.locator('html').evaluate(() => Reflect.get(window, 'reads') as number))
        .toBe(count),
    /** Lets the page answer `renew`, in the way `late`. */
    release: () => page.evaluate('release()'),
    /** From now on, the page resolves `renew`, in the way `rejectAtFirst`. */
    give: () => page.evaluate('give()'),
    events: () => page.evaluate(() => Reflect.get(window, 'recorded') as Recorded[]),
    count: async (name: string) =>
      (await page.evaluate(() => Reflect.get(window, 'recorded') as Recorded[])).filter(
        (event) => event.name === name,
      ).length,
    asked: () => page.evaluate(() => Reflect.get(window, 'asked') as number),
  }
}

/** Counts the sessions that a frame has read. Runs before the form's scripts. */
function countReads(): void {
  let reads = 0
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the response as `this`
  const { json } = Response.prototype
  Response.prototype.json = async function () {
    const value: unknown = await json.call(this)
    if (this.url.endsWith('/v1/session')) Object.assign(window, { reads: ++reads })
    return value
  }
}

/** Replaces the form of `openForm` by one with the option `renew`. */
function mountRenewable(way: Way): void {
  const { IngoCapture, capture, createUrl, url } = window as unknown as {
    IngoCapture: typeof import('ingo-capture')
    capture: ReturnType<typeof import('ingo-capture').create>
    createUrl: () => Promise<string>
    url: string
  }
  let gives = false
  const change: Partial<Record<Way, (url: string) => unknown>> = {
    null: () => null,
    number: () => 1,
    truncate: (given) => given.replace(/#.*/, ''),
    otherMerchant: (given) => given.replace(/frame\/[^?]+/, 'frame/other'),
    otherForm: (given) => given.replace('form=card', 'form=card.no-cvv'),
    same: () => url,
    late: (given) =>
      new Promise((resolve) => {
        Object.assign(window, {
          release() {
            resolve(given)
          },
        })
      }),
    hang: () => new Promise(() => undefined),
    reject: () => Promise.reject(new Error('no session')),
    rejectAtFirst: (given) => (gives ? given : Promise.reject(new Error('no session'))),
  }
  const recorded: Recorded[] = []
  Object.assign(window, {
    recorded,
    asked: 0,
    give() {
      gives = true
    },
  })
  capture.destroy()
  const renewable = IngoCapture.create({
    url,
    async renew() {
      Object.assign(window, { asked: Number(Reflect.get(window, 'asked')) + 1 })
      const given = await createUrl()
      const make = change[way]
      return (await Promise.resolve(make ? make(given) : given)) as string
    },
  })
  for (const name of ['ready', 'submit', 'token', 'error', 'expired'] as const)
    renewable.on(name, (event) => {
      const { code, message } = event as Partial<CaptureError>
      recorded.push({ name, code, message })
    })
  renewable.mount('#capture')
  Object.assign(window, { capture: renewable })
}

/** Moves the clock of the frame on, as if the device had slept: no timer has run meanwhile. */
export function sleep(page: Page, minutes: number): Promise<void> | undefined {
  return page
    .mainFrame()
    .childFrames()[0]
    ?.evaluate((passed) => {
      const { now } = Date
      Date.now = () => now() + passed * 60_000
      window.dispatchEvent(new Event('focus'))
    }, minutes)
}
