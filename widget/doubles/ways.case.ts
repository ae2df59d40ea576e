/** For tests: the call of a fake form that fires each event. An event without a call is a compile error. */
import type { CaptureEvents } from '../sdk/events.js'
import type { FakeForm } from './index.js'

export const ways: Record<keyof CaptureEvents, (form: FakeForm) => void> = {
  ready: (form) => {
    form.ready()
  },
  change: (form) => {
    form.change({ complete: false })
  },
  focus: (form) => {
    form.focus('cvv')
  },
  blur: (form) => {
    form.blur('cvv')
  },
  escape: (form) => {
    form.escape()
  },
  submit: (form) => {
    form.submit()
  },
  token: (form) => {
    form.token({ last_4: '1111' })
  },
  error: (form) => {
    form.refuse('card_declined', { attempts_left: 4 })
  },
  loaderror: (form) => {
    form.fail('frame_blocked')
  },
  expired: (form) => {
    form.expire()
  },
  warning: (form) => {
    form.occlude()
  },
  resize: (form) => {
    form.resize(512)
  },
}
