/** The form in whichever browser: opens one for a session, empties it, and reads what a person would see. */
import type { CaptureOptions } from 'ingo-capture'
import { createSession, type SessionInput } from 'ingo-capture/server'
import type { ChangeEvent, FieldName } from '../../widget/protocol/messages.js'
import { type Stack } from '../harness/stack.js'
import { SECRET_KEY } from '../harness/settings.js'
import type { Driver } from './driver.js'

export type Session = Partial<SessionInput>
export type Field = {
  text: string
  caret: number
  focused: boolean
  wrong: boolean
  note: string
  attribute: string | null
}

/** What stands around the fields: the brand's mark, the code's label and note, what was announced last. */
export type Around = { mark: string | null; label: string; hint: string; announced: string }

export type Form = {
  driver: Driver
  /** An empty form of this session; the one that is open, if it will do. */
  begin(session: Session): Promise<void>
  read(field: FieldName): Promise<Field>
  around(): Promise<Around>
  /** The last `change` event that the host page heard. */
  change(): Promise<ChangeEvent | undefined>
  stop(): Promise<void>
}

type Page = Window & { IngoCapture: typeof import('ingo-capture'); capture: Capture; last?: ChangeEvent }
type Capture = ReturnType<Page['IngoCapture']['create']>

/** The form that all cases of a worker share: a page for each would take most of their time. */
export function createForm(driver: Driver, stack: Stack): Form {
  let open: string | undefined

  async function load(session: Session): Promise<void> {
    const server = { url: stack.capture, secretKey: SECRET_KEY }
    const participant_unique_id1 = crypto.randomUUID()
    const { url } = await createSession(server, { origin: stack.shop, participant_unique_id1, ...session })
    // A page of the shop's origin with nothing on it.
    await driver.goto(`${stack.shop}/blank`)
    await driver.inHost(mount, { url, sdk: `${stack.capture}/sdk/v1/ingo-capture.js` })
    await until(() => driver.inHost(isReady, undefined))
  }

  return {
    driver,
    async begin(session) {
      const wanted = JSON.stringify(session)
      if (open !== wanted) await load(session)
      else {
        // What nobody typed shows when the form has been emptied, even if it was empty before.
        await driver.inFrame(leaveTrace, undefined)
        await driver.inHost(clear, undefined)
      }
      open = wanted
      await until(async () => (await driver.inFrame(read, 'account')).text === '')
    },
    read: (field) => driver.inFrame(read, field),
    around: () => driver.inFrame(around, undefined),
    change: () => driver.inHost(lastChange, undefined),
    stop: () => driver.stop(),
  }
}

/** Asks until it is so; the test's own time-out ends it otherwise. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((done) => setTimeout(done, 20))
}

// What follows runs in the browser.

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

function around(): Around {
  const text = (selector: string) => document.querySelector(selector)?.textContent ?? ''
  return {
    mark: document.querySelector('.account [role="img"]')?.getAttribute('aria-label') ?? null,
    label: text('[for="cvv"]'),
    hint: text('#cvv-note'),
    announced: text('[role="status"]'),
  }
}
