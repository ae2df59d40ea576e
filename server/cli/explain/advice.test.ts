/** The advice for support never contradicts the session's present state. */
import { expect, it } from 'vitest'
import { errors, type ErrorCode } from '../../../contract/errors.js'
import { sessionStates } from '../../../contract/sessionRequest.js'
import type { SessionNow } from './advice.js'
import { explain } from './explanation.js'
import { formatExplanation } from './format.js'
import type { Ending } from './meaning.js'

const codes = Object.keys(errors) as ErrorCode[]
const merchants: Ending[] = ['gateway_misconfigured', 'invalid_request', 'origin_not_allowed', 'internal']

function explainCode(ending: Ending, now?: Partial<SessionNow>, language: 'en' | 'es' = 'en') {
  const request = { request_id: '1a2b3c4d-5e6f', session: 's_1', merchant: 'shop', ending }
  const session = now && { status: 'open' as const, attempts: 1, ...now }
  return explain('1a2b3c4d', request, { session, language })
}

it.each<[Ending, Partial<SessionNow>, advice: RegExp, tell: RegExp, responsible: string]>([
  ['under_review', { review: 'pending' }, /^Wait for Ingo’s event/, /takes longer/, 'gateway'],
  ['under_review', { status: 'expired', review: 'pending' }, /^Wait/, /takes longer/, 'gateway'],
  ['under_review', { status: 'tokenized', review: 'cleared' }, /^Nothing/, /was saved/, 'none'],
  ['under_review', { status: 'refused', review: 'failed' }, /^Offer another/, /not pass a check/, 'gateway'],
  ['under_review', { review: 'cleared' }, /once more on the same page/, /passed the check/, 'cardholder'],
  [
    'under_review',
    { status: 'expired', review: 'cleared' },
    /same participant_unique_id1/,
    /open the page/,
    'merchant',
  ],
  ['under_review', { status: 'exhausted', review: 'cleared', payable: false }, /require/, /fine/, 'merchant'],
  // The session's last attempt was under review, and Ingo's answer had no token.
  [
    'under_review',
    { status: 'exhausted', review: 'cleared' },
    /same participant_unique_id1/,
    /passed the check/,
    'merchant',
  ],
  [
    'under_review',
    { status: 'exhausted', review: 'cleared', needs_new_session: true },
    /^Create a new/,
    /open/,
    'cardholder',
  ],
  // A review of open banking, which no event of Ingo ends.
  ['under_review', { status: 'expired' }, /^Wait/, /takes longer/, 'gateway'],
  ['under_review', { status: 'gone' }, /ask Ingo for the result/, /closed/, 'merchant'],
  ['card_declined', { status: 'expired' }, /has expired since/, /open the page again/, 'merchant'],
  ['card_declined', { status: 'exhausted' }, /Create a new session/, /too many tries/, 'cardholder'],
  ['card_declined', { status: 'exhausted', review: 'pending' }, /^Wait/, /takes longer/, 'gateway'],
  ['card_declined', { status: 'unknown' }, /presses the button again/, /won’t be processed twice/, 'gateway'],
  [
    'outcome_unknown',
    { status: 'unknown', needs_new_session: true },
    /^The outcome stays/,
    /find/,
    'merchant',
  ],
  ['outcome_unknown', { status: 'canceled' }, /new session if/, /was canceled/, 'merchant'],
  ['in_progress', { status: 'processing' }, /^Wait/, /still being verified/, 'network'],
  ['in_progress', {}, /submits again/, /try again on the same page/, 'cardholder'],
  ['session_used', { status: 'tokenized' }, /One session for each/, /already been saved/, 'merchant'],
  ['session_expired', { status: 'tokenized' }, /^Nothing/, /was saved/, 'none'],
  ['gateway_misconfigured', { status: 'canceled' }, /doctor: .+ new session/, /canceled/, 'merchant'],
  ['unfinished', { status: 'tokenized' }, /^Nothing/, /was saved/, 'none'],
])('advises about %s of a session that is now %j', (code, now, fix, tell, responsible) => {
  expect(explainCode(code, now)).toMatchObject({
    code,
    fix: expect.stringMatching(fix) as string,
    tell: expect.stringMatching(tell) as string,
    responsible,
  })
})

it('gives the code’s own advice if the server has not answered, and says that the state is not known', () => {
  const explanation = explainCode('under_review')
  expect(explanation).toMatchObject({ fix: expect.stringMatching(/^Wait/) as string })
  expect(explanation).not.toHaveProperty('now')
  expect(formatExplanation(explanation, 'en')).toMatch(/^The session now +Not known/m)
  expect(formatExplanation(explainCode('under_review', undefined, 'es'), 'es')).toMatch(
    /^La sesión ahora +Se desconoce/m,
  )
})

const goOn = {
  en: /same page|try again|press the button|wait|use another card|type the|compare/i,
  es: /misma página|inténtelo|pulse el botón|espere|use otra tarjeta|ingrese|compare/i,
}
const ended = (['tokenized', 'exhausted', 'expired', 'canceled', 'refused', 'gone'] as const).flatMap(
  (status) => codes.map((code) => [code, status] as const),
)

it.each(['en', 'es'] as const)(
  'never asks a customer to continue in a session that has ended (%s)',
  (language) => {
    const asked = ended.filter(([code, status]) => {
      // A review without an event for its end may last longer than its session.
      if (code === 'under_review' && (status === 'expired' || status === 'exhausted')) return false
      return goOn[language].test(explainCode(code, { status }, language).tell)
    })
    expect(asked).toEqual([])
  },
)

it('says in each language what to do, for each code and state, and describes a pending review', () => {
  const states = [...sessionStates, 'gone'] as const
  for (const language of ['en', 'es'] as const)
    for (const status of states)
      for (const code of codes) {
        const { fix, tell, now } = explainCode(code, { status, review: 'pending' }, language)
        expect(
          [fix, tell, now?.text].filter((text) => !text?.endsWith('.') && !/\)$/.test(text ?? '')),
        ).toEqual([])
        expect(now?.text).toMatch(language === 'en' ? /reviewing/ : /revisando/)
      }
})

it.each(merchants)('keeps the fix of %s, because it is a fault of the integration', (code) => {
  expect(explainCode(code, { status: 'expired' }).fix).toContain(explainCode(code).fix)
})
