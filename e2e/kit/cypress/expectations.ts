/** The expectations of a test as Cypress commands. They also record the tokens that the capture server sends. */
import type { TokenEvent } from '../../../widget/protocol/messages.js'
import { checkExpected, checkTimeout } from '../arguments.js'
import {
  describeError,
  describeUnmet,
  hasEnded,
  hasFailed,
  isReady,
  LOADING_MS,
  RESPONSE_MS,
  showsError,
  type Seen,
} from '../form.js'
import { checkName, checkOptionalName } from '../names.js'
import { createPatience } from '../patience.js'
import { sentences } from '../sentences.js'
import { readTokenEvent, TOKEN_ENDPOINTS } from '../tokenEvent.js'
import type { CaptureFrame } from './captureFrame.js'
import type { Cy } from './cy.js'
import { findHost, look, readSealed } from './page.js'

type Recorded = { sealed: string; event: TokenEvent }

type Expectations = Pick<
  CaptureFrame,
  'waitReady' | 'expectToken' | 'expectState' | 'expectError' | 'expectFailed' | 'expectExpired'
>

export function createExpectations(cy: Cy, target: string | undefined): Expectations {
  const tokens = recordTokens(cy)

  const poll: Poll = (...wanted) => {
    waitUntilMet(cy, target, ...wanted)
  }

  const expectFailed: Expectations['expectFailed'] = (failure = {}) => {
    checkExpected('expectFailed', failure)
    const { code, timeout = RESPONSE_MS } = failure
    checkOptionalName('code', code)
    poll(`the form to fail${code ? ` with ${code}` : ''}`, (seen) => hasFailed(seen, code), timeout)
  }

  return {
    waitReady({ timeout } = {}) {
      checkTimeout(timeout)
      // The default is Cypress's own time limit for a command.
      cy.document({ log: false, ...(timeout !== undefined && { timeout }) }).should((page) => {
        findHost(page, target, true)
      })
      poll('the form to be ready', isReady, timeout ?? LOADING_MS)
    },
    expectToken({ timeout = RESPONSE_MS } = {}) {
      poll('a token', ({ state }) => state === 'tokenized', timeout)
      return cy.document({ log: false }).then((page) => {
        const sealed = readSealed(findHost(page, target, false))
        const found = tokens.findLast((token) => token.sealed === sealed)
        if (!found) throw new Error(sentences.noToken)
        return found.event
      })
    },
    expectState(state, { timeout = RESPONSE_MS } = {}) {
      checkName('state', state)
      poll(`the state ${state}`, (seen) => seen.state === state, timeout)
    },
    expectError(given = {}) {
      checkExpected('expectError', given)
      const { timeout = RESPONSE_MS, ...error } = given
      checkOptionalName('code', error.code)
      checkOptionalName('field', error.field)
      poll(describeError(error), (seen) => showsError(seen, error), timeout)
    },
    expectFailed,
    expectExpired(waiting) {
      expectFailed({ ...waiting, code: 'session_expired' })
    },
  }
}

type Poll = (what: string, isMet: (seen: Seen) => boolean, timeout: number) => void

/** Waits until the form meets the expectation. Fails at once if the form has ended in another way. */
function waitUntilMet(cy: Cy, target: string | undefined, ...[what, isMet, timeout]: Parameters<Poll>): void {
  checkTimeout(timeout)
  const isGivenUp = createPatience()
  let unmet: string | undefined
  cy.document({ log: false }).then((page) => {
    findHost(page, target, false)
  })
  cy.document({ log: false, timeout })
    .should((page) => {
      const seen = look(findHost(page, target, false))
      unmet = isMet(seen) ? undefined : describeUnmet(what, seen)
      if (unmet !== undefined && !isGivenUp(hasEnded(seen))) throw new Error(unmet)
    })
    .then(() => {
      if (unmet !== undefined) throw new Error(unmet)
    })
}

/** Records the tokens that the capture server sends from now on, each with the sealed session of the request. */
function recordTokens(cy: Cy): Recorded[] {
  const tokens: Recorded[] = []
  cy.intercept(TOKEN_ENDPOINTS, (request) => {
    request.on('response', (response) => {
      const event = response.statusCode === 200 ? readTokenEvent(response.body, request.body) : undefined
      const sealed = String(request.headers.authorization).replace('Bearer ', '')
      if (event) tokens.push({ sealed, event })
    })
  })
  return tokens
}
