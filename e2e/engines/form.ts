/** The form in any browser: opens it for a session, empties it, and reads what a person sees. */
import type { CaptureOptions } from 'ingo-capture'
import { createSession, type SessionInput } from 'ingo-capture/backend'
import type { ChangeEvent, FieldName } from '../../widget/protocol/messages.js'
import { SECRET_KEY } from '../harness/settings.js'
import type { Stack } from '../harness/stack.js'
import type { Driver } from './driver.js'

/** The session options of a case. */
export type Session = Partial<SessionInput>
/** A field as a person sees it; `attribute` is its `value` attribute. */
type Field = {
  text: string
  caret: number
  focused: boolean
  wrong: boolean
  note: string
  attribute: string | null
}

/** The form around the fields: the brand's icon, the security code's label and hint, and the last announcement. */
export type Surroundings = { mark: string | null; label: string; hint: string; announced: string }

export type Form = {
  driver: Driver
  /** Opens an empty form for this session; reuses the open form of an equal session. */
  begin(session: Session): Promise<void>
  read(field: FieldName): Promise<Field>
  surroundings(): Promise<Surroundings>
  /** The last `change` event that the host page received. */
  change(): Promise<ChangeEvent | undefined>
  stop(): Promise<void>
}

type Page = Window & { IngoCapture: typeof import('ingo-capture'); capture: Capture; last?: ChangeEvent }
type Capture = ReturnType<Page['IngoCapture']['create']>

/** Creates the form that all cases of a worker share, because a page for each case would take most of the time. */
export function createForm(driver: Driver, stack: Stack): Form {
  let open: string | undefined

  async function load(session: Session): Promise<void> {
    const server = { url: stack.capture, secretKey: SECRET_KEY }
    const { url } = await createSession(server, { origin: stack.shop, ...session })
    // The shop has no page at this path, so the document is empty.
    await driver.goto(`${stack.shop}/blank`)
    await driver.inHost(mount, { url, sdk: `${stack.capture}/sdk/v1/ingo-capture.js` })
    await poll(() => driver.inHost(isReady, undefined))
  }

  return {
    driver,
    async begin(session) {
      const wanted = JSON.stringify(session)
      if (open !== wanted) await load(session)
      else {
        // The form removes this trace when it has been emptied, even if it was empty before.
        await driver.inFrame(leaveTrace, undefined)
        await driver.inHost(clear, undefined)
      }
      open = wanted
      await poll(async () => (await driver.inFrame(read, 'account')).text === '')
    },
    read: (field) => driver.inFrame(read, field),
    surroundings: () => driver.inFrame(readSurroundings, undefined),
    change: () => driver.inHost(lastChange, undefined),
    stop: () => driver.stop(),
  }
}

/** Polls until the condition holds. If it never does, the test's time-out ends the wait. */
export async function poll(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((done) => setTimeout(done, 20))
}

// The functions below run in the browser.

function mount({ url, sdk }: { url: string; sdk: string }): void {
  const page = window as unknown as Page
  document.body.innerHTML =
    '<textarea id="clipboard"></textarea><div id="capture"></div><button>after</button>'
  const script = document.createElement('script')
  script.src = sdk
  script.onload = () => {
    const options: CaptureOptions = { url }
    page.capture = page.IngoCapture.create(options)
    page.capture.on('change', (event) => {
      page.last = event
    })
    page.capture.mount('#capture')
  }
  document.head.append(script)
}

function isReady(): boolean {
  return document.querySelector('[data-capture-state="ready"]') !== null
}

function clear(): void {
  const page = window as unknown as Page
  page.capture.blur()
  page.capture.clear()
  delete page.last
}

function leaveTrace(): void {
  const input = document.getElementsByName('account')[0] as HTMLInputElement
  input.value = '-'
}

function lastChange(): ChangeEvent | undefined {
  return (window as unknown as Page).last
}

function read(name: string): Field {
  const input = document.getElementsByName(name)[0] as HTMLInputElement | HTMLSelectElement
  return {
    text: input.value,
    caret: input instanceof HTMLInputElement ? (input.selectionStart ?? -1) : -1,
    focused: document.activeElement === input,
    wrong: input.getAttribute('aria-invalid') === 'true',
    note: document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent ?? '',
    attribute: input.getAttribute('value'),
  }
}

function readSurroundings(): Surroundings {
  const text = (selector: string) => document.querySelector(selector)?.textContent ?? ''
  return {
    mark: document.querySelector('.account [role="img"]')?.getAttribute('aria-label') ?? null,
    label: text('[for="cvv"]'),
    hint: text('#cvv-note'),
    announced: text('[role="status"]'),
  }
}
