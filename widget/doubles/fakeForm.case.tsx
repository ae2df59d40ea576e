/** The tests of `ingo-capture/testing`, which run in jsdom and in happy-dom. */
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { errors, loadErrors, type ErrorCode } from '../../contract/errors.js'
import { endsCapture } from '../frame/capture/captureState.js'
import { eventNames } from '../sdk/events.js'
import { CaptureError, create, fake, findFake } from './index.js'
import { ways } from './ways.case.js'
import { Capture } from './react.js'

const url = 'https://capture.example/frame/demo?form=card#sealed'

const host = () => document.querySelector('#payout') ?? document.body
const state = () => host().getAttribute('data-capture-state')

function mount() {
  const capture = create({ url })
  capture.mount('#payout')
  return capture
}

/** The tests, for one environment's file. */
export function describeFakeForm(environment: RegExp): void {
  beforeEach(() => {
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
    document.body.innerHTML = '<div id="payout"></div>'
  })
  afterEach(() => {
    document.body.innerHTML = ''
    vi.unstubAllGlobals()
  })

  it('runs in its environment', () => {
    expect(navigator.userAgent).toMatch(environment)
  })

  describe('create', () => {
    it.each(eventNames)('fires %s', (name) => {
      const capture = mount()
      const heard = vi.fn()
      capture.on(name, heard)
      ways[name](fake)
      expect(heard).toHaveBeenCalledOnce()
    })

    it('goes through the states of the real form, and loads no iframe', async () => {
      const capture = mount()
      expect(state()).toBe('loading')
      expect(document.querySelector('iframe')).toBeNull()
      fake.ready()
      expect(state()).toBe('ready')
      const submitted = capture.submit()
      expect([state(), fake.asked()]).toEqual(['submitting', ['submit']])
      fake.token({ last_4: '4242' })
      expect(state()).toBe('tokenized')
      expect(await submitted).toMatchObject({ account_type: 'card', last_4: '4242' })
      capture.unmount()
      expect(host().innerHTML).toBe('')
    })

    it('rejects submit() with a CaptureError after a refusal, and can be submitted again', async () => {
      const capture = mount()
      const submitted = capture.submit()
      fake.refuse('card_not_payable', { reason: 'push_disabled', attempts_left: 3 })
      const error = await submitted.catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(CaptureError)
      expect(error).toMatchObject({ code: 'card_not_payable', reason: 'push_disabled', retryable: false })
      expect(state()).toBe('ready')
      fake.token()
      expect(state()).toBe('tokenized')
    })

    it('rejects submit() while a field is empty or invalid, and can be submitted again', async () => {
      const submitted = mount().submit()
      fake.refuse('validation_error', { field: 'cvv' })
      const correctable = { code: 'validation_error', field: 'cvv', retryable: false }
      await expect(submitted).rejects.toMatchObject(correctable)
      expect(state()).toBe('ready')
    })

    it('rejects a submit of a form that has ended with the error that ended it', async () => {
      const capture = mount()
      fake.refuse('card_declined', { attempts_left: 0 })
      await expect(capture.submit()).rejects.toMatchObject({ code: 'card_declined', attempts_left: 0 })
      capture.unmount()
      const next = mount()
      fake.ready()
      fake.expire()
      await expect(next.submit()).rejects.toMatchObject({ code: 'session_expired' })
    })

    it.each(Object.keys(errors) as ErrorCode[])('%s ends the form if the real form ends', (code) => {
      mount().on('error', () => undefined)
      fake.refuse(code)
      expect(state()).toBe(endsCapture({ code }) ? 'failed' : 'ready')
    })

    it.each([{ attempts_left: 0 }, { needs_new_session: true as const }])('%j ends the form', (details) => {
      mount()
      fake.refuse('card_declined', details)
      expect(state()).toBe('failed')
    })

    it('shows the settings of the page', () => {
      const capture = mount()
      capture.update({ locale: 'es' })
      capture.focus('cvv')
      expect(fake.settings()).toMatchObject({ submitButton: true, locale: 'es' })
      fake.ready()
      expect(fake.asked()).toEqual(['focus'])
    })

    it('rejects options as the real one does', () => {
      const renew = 'url' as never
      expect(() => create({ url, renew })).toThrow('"renew" must be of type function')
      expect(() => create({ url: 'nonsense' })).toThrow('"url" is not an absolute URL')
    })
  })

  describe('reports a mistake of the test in one sentence', () => {
    it('if no form is mounted, or more than one', () => {
      expect(() => {
        fake.ready()
      }).toThrow('fake.ready: no form is mounted. Render the component, or call mount, before this')
      mount()
      create({ url }).mount(document.body)
      expect(() => {
        fake.token()
      }).toThrow("fake.token: more than one form is mounted. Choose one: findFake('#payout').token")
      findFake('#payout').ready()
      expect(state()).toBe('ready')
      expect(() => {
        findFake('#another').ready()
      }).toThrow("ready: no form is mounted in '#another'")
    })

    it('if a code does not exist', () => {
      mount()
      // @ts-expect-error no such code
      const refuse = () => { fake.refuse('card_denied') } // prettier-ignore
      expect(refuse).toThrow(
        `the code is not one that the SDK reports. Use one of ${Object.keys(errors).join(', ')}`,
      )
      // @ts-expect-error no such code
      const fail = () => { fake.fail('blocked') } // prettier-ignore
      expect(fail).toThrow(`Use one of ${loadErrors.join(', ')}`)
      expect(state()).toBe('loading')
    })

    it('by a compile error if a payload is wrong', () => {
      mount()
      // @ts-expect-error no such reason
      fake.refuse('card_not_payable', { reason: 'pushed' })
      // @ts-expect-error no such key
      fake.token({ last4: '1111' })
      expect(state()).toBe('tokenized')
    })

    it.each(['refuse', 'fail', 'expire'] as const)('if a token follows fake.%s', (call) => {
      const capture = mount()
      capture.on('error', () => undefined)
      capture.on('loaderror', () => undefined)
      if (call === 'refuse') fake.refuse('attempts_exhausted')
      else if (call === 'fail') fake.fail('frame_blocked')
      else fake.expire()
      expect(() => {
        fake.token()
      }).toThrow('fake.token: the form has ended, and gets no other answer. Mount another form')
    })

    it('if a refusal follows the token', () => {
      mount()
      fake.token()
      expect(() => {
        fake.refuse('card_declined')
      }).toThrow('fake.refuse: the form has its token, and gets no other answer. Mount another form')
    })
  })

  describe('<Capture>', () => {
    it('calls the handlers of the page', () => {
      const [onReady, onToken, onError] = [vi.fn(), vi.fn(), vi.fn()]
      const root = createRoot(host())
      act(() => {
        root.render(<Capture url={url} onReady={onReady} onToken={onToken} onError={onError} />)
      })
      fake.ready()
      fake.refuse('card_declined')
      fake.token()
      expect(onReady).toHaveBeenCalledOnce()
      expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'card_declined' }))
      expect(onToken).toHaveBeenCalledWith(expect.objectContaining({ account_type: 'card' }))
      act(() => {
        root.unmount()
      })
    })
  })
}
