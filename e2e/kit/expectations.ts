/** The expectations of a test. If one is not met in time, its error says what the form shows instead. */
import type { FrameLocator } from '@playwright/test'
import { checkExpected } from './arguments.js'
import {
  describeError,
  describeUnmet,
  hasEnded,
  hasFailed,
  isReady,
  LOADING_MS,
  RESPONSE_MS,
  showsError,
  type ExpectedError,
  type Seen,
} from './form.js'
import type { Host } from './host.js'
import { checkName, checkOptionalName, type FormState, type MessageCode } from './names.js'
import type { Waiting } from './press.js'
import { createLook, waitUntilFound } from './waiting.js'

export type Expectations = {
  /** Waits for a state of `data-capture-state`. */
  expectState(state: FormState, waiting?: Waiting): Promise<void>
  /**
   * Waits for an error that the form shows: above it, in the panel that replaces it, or at a field. `code` is the
   * event's code, or the rule that a field breaks. `text` is a part of the message.
   */
  expectError(error?: ExpectedError & Waiting): Promise<void>
  /** Waits until the form has ended without a token, or has not loaded. `code` is the event's code. */
  expectFailed(failure?: { code?: MessageCode } & Waiting): Promise<void>
  /** Waits until the form shows that its session has expired. */
  expectExpired(waiting?: Waiting): Promise<void>
}

type Internal = {
  waitOpen: (timeout?: number) => Promise<void>
  expectTokenized: (timeout?: number) => Promise<void>
}

export function createExpectations(host: Host, frame: FrameLocator): Expectations & Internal {
  const look = createLook(host, frame)

  async function poll(what: string, isMet: (seen: Seen) => boolean, timeout: number): Promise<void> {
    await host.require()
    await waitUntilFound(async () => {
      const seen = await look()
      return isMet(seen) ? undefined : { sentence: describeUnmet(what, seen), isFinal: hasEnded(seen) }
    }, timeout)
  }

  const expectFailed: Expectations['expectFailed'] = async (failure = {}) => {
    checkExpected('expectFailed', failure)
    const { code, timeout = RESPONSE_MS } = failure
    checkOptionalName('code', code)
    await poll(`the form to fail${code ? ` with ${code}` : ''}`, (seen) => hasFailed(seen, code), timeout)
  }

  return {
    waitOpen: (timeout = LOADING_MS) => poll('the form to be ready', isReady, timeout),
    expectTokenized: (timeout = RESPONSE_MS) =>
      poll('a token', ({ state }) => state === 'tokenized', timeout),
    async expectState(state, { timeout = RESPONSE_MS } = {}) {
      checkName('state', state)
      await poll(`the state ${state}`, (seen) => seen.state === state, timeout)
    },
    async expectError(given = {}) {
      checkExpected('expectError', given)
      const { timeout = RESPONSE_MS, ...error } = given
      checkOptionalName('code', error.code)
      checkOptionalName('field', error.field)
      await poll(describeError(error), (seen) => showsError(seen, error), timeout)
    },
    expectFailed,
    expectExpired: (waiting) => expectFailed({ ...waiting, code: 'session_expired' }),
  }
}
