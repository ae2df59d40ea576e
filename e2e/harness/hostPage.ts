/** A merchant's page that a spec provides: its document, its script and its headers, on an origin of its own. */
import type { Page } from '@playwright/test'
import type { Capture, CaptureOptions } from 'ingo-capture'
import { createSession, type SessionInput } from 'ingo-capture/backend'
import { SECRET_KEY } from './settings.js'
import type { Stack } from './stack.js'

export type HostPage = {
  body?: string
  /** Attributes of the SDK's script tag, such as `integrity="…" crossorigin`; `false` for a page without the tag. */
  scriptTag?: string | false
  /** The page's own script. It is served as a file, so that it also runs under a policy that forbids inline scripts. */
  script?: string
  headers?: Record<string, string>
}

/** Creates a session for the host page; resolves to its url. */
export async function newSession(
  { host, capture }: Stack,
  session: Partial<SessionInput> = {},
): Promise<string> {
  const body = { origin: host, ...session }
  return (await createSession({ url: capture, secretKey: SECRET_KEY }, body)).url
}

/** Opens the page. Its function `listen(capture)` records the capture's events, for `recordedEvents`. */
export async function openHost(page: Page, stack: Stack, given: HostPage): Promise<void> {
  const { body = '<div id="capture"></div>', scriptTag = '', script = '', headers = {} } = given
  const src = `${stack.capture}/sdk/v1/ingo-capture.js`
  const sdk = scriptTag === false ? '' : `<script src="${src}" ${scriptTag}></script>`
  const head = `<meta charset="utf-8">${sdk}`
  stack.show({
    html: `<!doctype html>${head}<body>${body}<script src="/host.js"></script>`,
    script: `${LISTEN}\n${script}`,
    headers,
  })
  await page.goto(stack.host)
}

const LISTEN = `
window.recordedEvents = []
window.listen = (capture, prefix = '') => {
  for (const name of ['ready', 'change', 'focus', 'token', 'error', 'loaderror', 'expired', 'warning', 'resize'])
    capture.on(name, ({ code = '', message = '' }) => recordedEvents.push({ name: prefix + name, code, message }))
  return capture
}`

type RecordedEvent = { name: string; code: string; message: string }

/** The events recorded so far. */
export function recordedEvents(page: Page): Promise<RecordedEvent[]> {
  return page.evaluate(() => Reflect.get(window, 'recordedEvents') as RecordedEvent[])
}

/** Mounts a session's form on a page opened by `openHost`; replaces the form mounted before. */
export async function mountForm(
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
