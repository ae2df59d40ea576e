/** The calls by which a test drives a fake form. Each event of the SDK has a call, and the compiler checks its payload. */
import {
  errors,
  formErrors,
  loadErrors,
  titles,
  type ErrorCode,
  type FormErrorCode,
  type LoadErrorCode,
} from '../../contract/errors.js'
import type { ChangeEvent, ErrorEvent, FieldName, TokenEvent } from '../protocol/messages.js'
import { mountedFakes, type MountedFake } from './fakeForm.js'
import { toEditable, toSubmitting } from './fakeStates.js'

/** The members of a refusal beside its code. */
export type RefusalDetails = Partial<
  Pick<ErrorEvent, 'field' | 'attempts_left' | 'reason' | 'needs_new_session' | 'may_change'>
>

/** Drives one fake form. Each call goes through the states of the real form, and fires the same events. */
export type FakeForm = {
  /** The session is open: `data-capture-state` is `ready`. */
  ready: () => void
  /** The cardholder types: `change`. By default, the event is that of a complete and valid card form. */
  change: (state?: Partial<ChangeEvent>) => void
  focus: (field: FieldName) => void
  blur: (field: FieldName) => void
  escape: () => void
  /** The cardholder presses the form's own button: `submit`, and the form is `submitting`. */
  submit: () => void
  /** The form has its token: `token`, and `submit()` resolves. Makes the form ready and submits it if needed. */
  token: (event?: Partial<TokenEvent>) => void
  /**
   * The submit ends without a token: `error`, and `submit()` rejects. Makes the form ready and submits it if needed.
   * `validation_error`: a field is empty or wrong, and nothing was sent.
   */
  refuse: (code: ErrorCode | FormErrorCode, details?: RefusalDetails) => void
  /** The form does not load: `loaderror`. */
  fail: (code: LoadErrorCode) => void
  /** The session ends soon: calls the page's option `renew`, and accepts the url that it resolves to. Fires no event. */
  renew: () => void
  /** The session expires: `expired`. */
  expire: () => void
  /** The page hides the form: `warning`. */
  occlude: () => void
  /** The form's height changes, in px: `resize`. */
  resize: (height: number) => void
  /** The page's calls to the form, in order: `submit`, `focus`, `blur` and `clear`. */
  asked: () => readonly string[]
  /** The form's current settings: the options, with the changes of `update`. */
  settings: () => MountedFake['settings']
}

/** The errors after which the real form can't be submitted again. */
const endingCodes: ErrorCode[] = [
  ...(['unauthorized', 'origin_not_allowed', 'not_found', 'not_available', 'session_used'] as const),
  ...(['session_expired', 'session_canceled', 'attempts_exhausted', 'under_review'] as const),
  'session_refused',
  'idempotency_conflict',
]

/** The only fake form on the page. Each call throws an Error if there is none, or more than one. */
export const fake: FakeForm = createFake((call) => {
  const [first, second] = mountedFakes()
  if (!first) {
    throw new Error(
      `ingo-capture/testing: fake.${call}: no form is mounted. Render the component, or call mount, before this`,
    )
  }
  if (second) {
    throw new Error(
      `ingo-capture/testing: fake.${call}: more than one form is mounted. Choose one: findFake('#payout').${call}`,
    )
  }
  return first
})

/** The fake form in an element, or in the first element that a selector matches. */
export function findFake(target: string | Element): FakeForm {
  return createFake((call) => {
    const element = typeof target === 'string' ? document.querySelector(target) : target
    const found = mountedFakes().find(({ host }) => element?.contains(host) === true)
    if (found) return found
    const place = typeof target === 'string' ? `'${target}'` : 'this element'
    throw new Error(
      `ingo-capture/testing: ${call}: no form is mounted in ${place}. Pass the element that the form is mounted in, or one around it`,
    )
  })
}

function createFake(find: (call: keyof FakeForm) => MountedFake): FakeForm {
  const receive = (call: keyof FakeForm) => find(call).receive

  const submitting = (call: keyof FakeForm) => toSubmitting(find(call), call)

  return {
    ready: () => {
      receive('ready').ready({})
    },
    change(state) {
      receive('change').change({ ...completeCard, ...state })
    },
    focus(field) {
      receive('focus').focus({ field })
    },
    blur(field) {
      receive('blur').blur({ field })
    },
    escape() {
      receive('escape').escape({})
    },
    submit() {
      receive('submit').submit({})
      submitting('submit')
    },
    token(event) {
      submitting('token').token({ ...verifiedCard, ...event })
    },
    refuse(code, details) {
      const event = toRefusal(code, details)
      // The real form sends nothing until the cardholder has corrected the field.
      if (code === 'validation_error') toEditable(find('refuse'), 'refuse').error(event)
      else submitting('refuse').error(event)
    },
    fail(code) {
      assertCode(code, loadErrors, 'fail')
      const message = `The form did not load (${code}).`
      receive('fail').loaderror({ code, message, retryable: false })
    },
    renew() {
      receive('renew').renew({})
    },
    expire() {
      receive('expire').expired({})
    },
    occlude() {
      receive('occlude').warning({ code: 'occluded', message: 'The page hides the form.' })
    },
    resize(height) {
      receive('resize').resize({ height })
    },
    asked: () => find('asked').asked,
    settings: () => find('settings').settings,
  }
}

const completeCard: ChangeEvent = {
  account_type: 'card',
  empty: false,
  complete: true,
  valid: true,
  brand: 'visa',
  fields: {},
}
const verifiedCard: TokenEvent = {
  customer_account_token: '00000000-0000-4000-8000-000000000000',
  account_type: 'card',
}

function toRefusal(code: ErrorCode | FormErrorCode, details: RefusalDetails = {}): ErrorEvent {
  assertCode(code, [...(Object.keys(errors) as ErrorCode[]), ...formErrors], 'refuse')
  if (code === 'validation_error') {
    return { code, message: 'The cardholder has to correct a field.', retryable: false, ...details }
  }
  const { attempts_left, needs_new_session } = details
  const ended = needs_new_session === true || attempts_left === 0 || endingCodes.includes(code)
  const retryable = errors[code].retryable && !ended
  return { code, message: titles[code], retryable, ...details, ...(ended && { ended }) }
}

/** Throws for an unknown code, in tests without TypeScript. */
function assertCode<Code extends string>(code: Code, codes: readonly Code[], call: 'refuse' | 'fail'): void {
  if (codes.includes(code)) return
  throw new TypeError(
    `ingo-capture/testing: fake.${call}: the code is not one that the SDK reports. Use one of ${codes.join(', ')}`,
  )
}
