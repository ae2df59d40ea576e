/** A merchant's page as a spec writes it: its document, its one script, its headers, on an origin of its own. */
import { createServer, type Server } from 'node:http'
import type { Page } from '@playwright/test'
import { createSession, type SessionInput } from 'ingo-capture/server'
import { type Stack } from './stack.js'
import { SECRET_KEY } from './settings.js'

export type HostPage = {
  body?: string
  /** Attributes of the SDK's script tag, such as `integrity="…" crossorigin`; without a tag: false. */
  scriptTag?: string | false
  /** The page's own script, a file of its own: it runs under policies that allow no inline one. */
  script?: string
  headers?: Record<string, string>
}

/** Serves `/` and `/host.js`. A document that the browser's own hooks make up may not load from loopback. */
export function createHostServer(): { server: Server; show: (document: string, page: HostPage) => void } {
  let shown = { document: '', script: '', headers: {} }
  const server = createServer(({ url }, response) => {
    const isScript = url === '/host.js'
    const type = isScript ? 'text/javascript' : 'text/html; charset=utf-8'
    response.writeHead(200, { ...(!isScript && shown.headers), 'Content-Type': type })
    response.end(isScript ? shown.script : shown.document)
  })
  return {
    server,
    show(document, { script = '', headers = {} }) {
      shown = { document, script, headers }
    },
  }
}

/** The url of a new session for the host page. */
export async function newSession(
  { host, capture }: Stack,
  session: Partial<SessionInput> = {},
): Promise<string> {
  const body = { origin: host, participant_unique_id1: crypto.randomUUID(), ...session }
  return (await createSession({ url: capture, secretKey: SECRET_KEY }, body)).url
}

/** Opens the page; `window.heard` collects what `listen(capture)` hears there: name and code of each event. */
export async function openHost(page: Page, stack: Stack, given: HostPage): Promise<void> {
  const { body = '<div id="capture"></div>', scriptTag = '', script = '' } = given
  const src = `${stack.capture}/sdk/v1/ingo-capture.js`
  const sdk = scriptTag === false ? '' : `<script src="${src}" ${scriptTag}></script>`
  const head = `<meta charset="utf-8">${sdk}`
  stack.show(`<!doctype html>${head}<body>${body}<script src="/host.js"></script>`, {
    ...given,
    script: `${LISTEN}\n${script}`,
  })
  await page.goto(stack.host)
}

const LISTEN = `
window.heard = []
window.listen = (capture, who = '') => {
  for (const name of ['ready', 'change', 'focus', 'token', 'error', 'loaderror', 'expired', 'resize'])
    capture.on(name, ({ code = '', message = '' }) => heard.push({ name: who + name, code, message }))
  return capture
}`

export type Heard = { name: string; code: string; message: string }

/** What was heard so far. */
export function heardOn(page: Page): Promise<Heard[]> {
  return page.evaluate(() => Reflect.get(window, 'heard') as Heard[])
}
