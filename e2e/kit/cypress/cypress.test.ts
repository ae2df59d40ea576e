// @vitest-environment jsdom
/** The commands of `ingo-capture/cypress`, run by a fake `cy` on a page with the form's attributes. */
import { beforeEach, expect, it, vi } from 'vitest'
import { createFakeCy } from './fakeCy.case.js'
import { captureFrame, type MessageCode } from './index.js'

let fake = createFakeCy()
let host: HTMLElement
let form: Document

/** A page with one form in its frame. */
beforeEach(() => {
  document.body.innerHTML = `<main><div id="payout" data-capture-state="ready">
    <iframe></iframe></div></main><button id="pay">Pay</button>`
  host = document.querySelector('#payout') as HTMLElement
  const frame = host.querySelector('iframe') as HTMLIFrameElement
  form = frame.contentDocument as Document
  // The address of a real form, which would load another document here.
  vi.spyOn(frame, 'getAttribute').mockReturnValue('about:blank#sealed-1&nonce=1')
  form.body.innerHTML = `<input type="radio" name="account_type" value="check">
    <form><input name="account"><input name="cvv" aria-describedby="cvv-note"><p id="cvv-note"></p>
    <select name="recipient_state"><option><option>GA</select><div role="alert"></div><button type="submit"></button></form>`
  // jsdom has no layout.
  for (const view of [window, frame.contentWindow as unknown as typeof window])
    vi.spyOn(view.Element.prototype, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList)
  fake = createFakeCy()
  vi.stubGlobal('cy', fake.cy)
})

const readValue = (name: string) => form.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value

function show(code: string, text: string): void {
  const alert = form.querySelector('[role="alert"]') as HTMLElement
  alert.setAttribute('data-capture-code', code)
  alert.textContent = text
}

it('fills fields, presses the form’s button and yields the token event of its own session', async () => {
  const pressed = vi.fn((event: Event) => {
    event.preventDefault()
  })
  form.querySelector('form')?.addEventListener('submit', pressed)
  form.querySelector('button')?.addEventListener('click', pressed)
  const capture = captureFrame('#payout')
  capture.waitReady()
  capture.fillCard({ account: '4111 {1}', cvv: '', recipient_state: 'GA' })
  capture.submit()
  await fake.run()
  expect([readValue('account'), readValue('cvv'), readValue('recipient_state')]).toEqual([
    '4111 {1}',
    '',
    'GA',
  ])
  expect(pressed).toHaveBeenCalled()

  const answer = { customer_account_token: 'token-1', shown: { last_4: '1111' } }
  fake.respond('sealed-2', { account_type: 'card' }, { customer_account_token: 'token-2' })
  fake.respond('sealed-1', { account_type: 'card' }, answer)
  fake.respond('sealed-1', { account_type: 'card' }, { code: 'internal' }, 500)
  fake.respond('sealed-3', {}, { tokenized: { account_type: 'check', answer } })
  host.dataset.captureState = 'tokenized'
  const seen = vi.fn()
  capture.expectToken().then(seen)
  await fake.run()
  expect(seen).toHaveBeenCalledWith({ account_type: 'card', customer_account_token: 'token-1' })
})

it('finds errors by code in every language, at a field, in a panel, and in place of a frame', async () => {
  const capture = captureFrame('main')
  show('card_declined', 'Su banco rechazó esta tarjeta.')
  capture.expectError({ code: 'card_declined', text: /rechazó/ })
  capture.expectState('ready')
  await fake.run()
  form.querySelector('[name="cvv"]')?.setAttribute('aria-invalid', 'true')
  const note = form.querySelector('#cvv-note') as HTMLElement
  note.setAttribute('data-capture-code', 'required')
  note.textContent = 'Ingrese el código de seguridad.'
  capture.expectError({ field: 'cvv', code: 'required' })
  form.querySelector('[role="alert"]')?.removeAttribute('data-capture-code')
  capture.expectError()
  await fake.run()
  host.dataset.captureState = 'failed'
  show('session_expired', 'La sesión venció.')
  capture.expectExpired()
  await fake.run()
  host.innerHTML = '<p role="alert" data-capture-code="frame_blocked">Este formulario no se puede usar.</p>'
  capture.expectFailed({ code: 'frame_blocked' })
  capture.expectError({ code: 'frame_blocked' })
  await fake.run()
})

it('chooses a method, and presses a button of the page', async () => {
  const pressed = vi.fn()
  document.querySelector('#pay')?.addEventListener('click', pressed)
  captureFrame().chooseMethod('check')
  captureFrame().press('#pay')
  await fake.run()
  expect(form.querySelector<HTMLInputElement>('[name="account_type"]')?.checked).toBe(true)
  expect(pressed).toHaveBeenCalledOnce()
})

it('waits for the time-out of a call', async () => {
  const capture = captureFrame()
  capture.expectState('ready', { timeout: 7 })
  capture.waitReady({ timeout: 8 })
  await fake.run()
  expect(fake.timeouts.filter(Boolean)).toEqual([7, 8, 8])
})

it.each([
  [
    "no capture in '#a': the page has 1 elsewhere",
    () => {
      captureFrame('#a').waitReady()
    },
  ],
  [
    "no capture in 'iframe': it is a frame, so give captureFrame the element around it.",
    () => {
      captureFrame('iframe').submit()
    },
  ],
  [
    "no capture in '#a': the page has 1 elsewhere",
    () => {
      captureFrame('#a').fillCheck({})
    },
  ],
  [
    'The form has no field account_id:',
    () => {
      captureFrame().fillCard({ account_id: '1' })
    },
  ],
  [
    'No review of a check is shown',
    () => {
      captureFrame().confirm()
    },
  ],
  ['Expected a token, but the form is ready and shows no error.', () => captureFrame().expectToken()],
  [
    'Expected an error with card_declined, but the form is ready',
    () => {
      captureFrame().expectError({ code: 'card_declined' })
    },
  ],
])('says what to do: %s', async (sentence, call) => {
  call()
  await expect(fake.run()).rejects.toThrow(sentence)
})

it('a form that has ended fails each call at once', async () => {
  host.dataset.captureState = 'failed'
  show('card_declined', 'Your bank declined this card.')
  const end = 'failed and shows card_declined (“Your bank declined this card.”)'
  captureFrame().expectToken({ timeout: 60_000 })
  await expect(fake.run()).rejects.toThrow(`Expected a token, but the form has ended: it is ${end}.`)
  captureFrame().confirm()
  await expect(fake.run()).rejects.toThrow(`The form has ended: it is ${end}. Open the page with another`)
})

it('names the methods of the session if a test chooses another one', async () => {
  captureFrame().chooseMethod('open-banking')
  await expect(fake.run()).rejects.toThrow('The form offers no choice of open-banking: it offers check.')
})

it('rejects names that do not exist when the command is queued', () => {
  expect(() => {
    captureFrame().expectError({ code: 'card_decline' as MessageCode })
  }).toThrow("'card_decline' is not a code: use one of")
  expect(() => captureFrame().field('zip' as 'cvv')).toThrow("'zip' is not a field")
})

it('rejects an invalid time-out and an invalid target', () => {
  const wrong = { timeout: '1500' as never }
  for (const name of ['waitReady', 'expectToken'] as const) {
    expect(() => {
      captureFrame()[name](wrong)
    }).toThrow('timeout: should be a number of milliseconds, 0 or more')
  }
  expect(() => captureFrame().field('cvv', { timeout: -5 })).toThrow('timeout: should be')
  expect(() => captureFrame(5 as never)).toThrow('the target should be a selector')
  expect(() => captureFrame('')).toThrow('the selector is empty')
})

it('says that a token came before captureFrame, and that the browser blocks access to the form', async () => {
  host.dataset.captureState = 'tokenized'
  captureFrame().expectToken()
  await expect(fake.run()).rejects.toThrow('call captureFrame before you open the page')
  vi.spyOn(host.querySelector('iframe') as HTMLIFrameElement, 'contentDocument', 'get').mockReturnValue(null)
  captureFrame().expectState('tokenized')
  await expect(fake.run()).rejects.toThrow('set chromeWebSecurity to false')
})

it('says that it needs Cypress', () => {
  vi.stubGlobal('cy', undefined)
  expect(() => captureFrame()).toThrow('ingo-capture/cypress runs in a Cypress test')
})
