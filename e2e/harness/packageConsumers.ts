/** Sources that use the published package, for its test: a strict TypeScript project, and a page that Vite builds. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'

/** A module that uses the package's entries without JSX. */
export const typescriptConsumer = `import { create, type Appearance } from 'ingo-capture'
import 'ingo-capture/element'
import { createSession, CaptureServerError, type RetrievedSession } from 'ingo-capture/backend'
import { accounts, captureFrame, type CaptureFrame } from 'ingo-capture/playwright'
import type { CaptureFrame as CypressFrame } from 'ingo-capture/cypress'
export const findCode = (error: unknown) => error instanceof CaptureServerError && error.code.trim()
export const kits: [string, typeof captureFrame, CaptureFrame?, CypressFrame?] = [accounts.success, captureFrame]
// @ts-expect-error no such card
export const { nonsense } = accounts
const appearance: Appearance = { theme: 'flat' }
const capture = create({ url: 'https://capture.example/frame/demo#x', appearance })
export const off: () => void = capture.on('token', ({ customer_account_token }) => customer_account_token.trim())
document.querySelector('ingo-capture')?.addEventListener('error', ({ detail }) => detail.code.trim())
declare const absent: undefined
create({ url: '', locale: absent, renew: absent, fonts: [{ family: 'a', src: 'b', weight: absent }] })
capture.update({ appearance: { theme: absent, variables: { colorText: absent }, rules: { input: absent } } })
// @ts-expect-error no such event
capture.on('tokn', () => undefined)
// @ts-expect-error no such option
create({ url: '', colour: 'red' })
// @ts-expect-error no such theme
capture.update({ appearance: { theme: 'pink' } })
const server = { url: 'https://capture.example', secretKey: 'sk' }
const session = { origin: 'https://shop.example', participant_unique_id1: '1' }
void createSession(server, { ...session, locale: absent }, { idempotencyKey: absent })
// @ts-expect-error a session takes no card data
void createSession(server, { ...session, account: '4111111111111111' })
export const last4 = ({ gateway }: RetrievedSession): string | undefined => gateway?.data?.last_4
// @ts-expect-error no such state
export const isDone = ({ status }: RetrievedSession) => status === 'done'`

/** A module that uses an entry that exists only as an ES module. */
export const moduleConsumer = `import { createApp } from 'ingo-capture-server'
void createApp({}, { peerAddress: (request) => request.headers.get('x-peer') ?? undefined })
// @ts-expect-error the server doesn't guess a client's address
void createApp({})`

/** A module that uses the React component, and the element in JSX. */
export const tsxConsumer = `import { Capture, type CaptureHandle } from 'ingo-capture/react'
import { useRef } from 'react'
export function Pay({ url }: { url: string }) {
  const form = useRef<CaptureHandle>(null)
  void form.current?.submit().then(({ customer_account_token }) => customer_account_token)
  return <Capture ref={form} url={url} onError={({ code }) => code.trim()} />
}
export const element = <ingo-capture url="" locale="es" submit-button="false" ontoken={({ detail }) => detail} />
// @ts-expect-error no such handler
export const wrong = <Capture url="" onTokn={() => undefined} />`

/** Builds a page's script with Vite, in a folder where the package is installed. */
export async function buildPage(folder: string, text: string): Promise<string> {
  await writeFile(join(folder, 'main.jsx'), text)
  const output = await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: { write: false, rolldownOptions: { input: join(folder, 'main.jsx') } },
  })
  const [result] = [output].flat()
  return result && 'output' in result ? result.output[0].code : ''
}
