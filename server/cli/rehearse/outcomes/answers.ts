/** Outcomes that the capture server's answer causes. */
import { expectIdle, expectOnce, expectRefusal, expectSuccess, expectUsableButton } from '../checks.js'
import {
  delayAnswers,
  forgeToken,
  loseAnswer,
  passCaptures,
  refuseCaptures,
  shortenSession,
} from '../network.js'
import type { Place, Stage } from '../stage.js'
import type { Outcome } from './outcome.js'

/** The delay of a slow answer, and the time for a session to end, in ms. The form waits 20 s for a renewal. */
const SLOW_MS = 8000
const EXPIRY_MS = 40_000

/** First gives the page a forged token. Only a page that asks its backend rejects it. */
async function playSuccess(stage: Stage, place: Place): Promise<undefined> {
  await forgeToken(stage, place.origin)
  await pay(stage, place)
  await stage.expectToken()
  if (await stage.poll(stage.showsSuccess)) await stage.report('trusts-event')
  await passCaptures(stage, place.origin)
  await pay(stage, place)
  await expectSuccess(stage)
}

async function playDecline(stage: Stage, place: Place): Promise<undefined> {
  const code = 'card_declined'
  await refuseCaptures(stage, place.origin, { code, attempts_left: 2, times: 1 })
  await pay(stage, place)
  await expectRefusal(stage)
  await expectUsableButton(stage)
  if (stage.findings.length > 0) return
  await stage.fill(place)
  await stage.pay(place)
  await expectSuccess(stage)
}

async function playLastAttempt(stage: Stage, place: Place): Promise<undefined> {
  const code = 'card_declined'
  await refuseCaptures(stage, place.origin, { code, attempts_left: 0, times: Infinity })
  await pay(stage, place)
  await expectRefusal(stage)
}

/** A page that creates another session by itself needs no message. */
async function playExpired(stage: Stage, place: Place): Promise<undefined> {
  await shortenSession(stage.page, place.origin)
  await stage.open()
  await stage.poll(async () => (await stage.readAddress()) !== '', EXPIRY_MS)
  const first = await stage.readAddress()
  const isOver = async () =>
    (await stage.readState()) === 'failed' ||
    (await stage.readAddress()) !== first ||
    (await stage.showsMessage())
  if (!(await stage.poll(isOver, EXPIRY_MS))) throw new Error('The session did not expire.')
  const isClear = async () =>
    (await stage.showsMessage()) || (await stage.showsFailure()) || (await stage.readState()) === 'ready'
  if (!(await stage.poll(isClear))) await stage.report('no-message')
  await expectIdle(stage)
  if (await stage.showsSuccess()) await stage.report('success-without-token')
}

async function playSlow(stage: Stage, place: Place): Promise<undefined> {
  await delayAnswers(stage, place.origin, SLOW_MS)
  await stage.open()
  await stage.fill(place)
  const isOld = await stage.showsFailure()
  await stage.pay(place)
  const hasReacted = async () => (await stage.showsSuccess()) || (!isOld && (await stage.showsFailure()))
  if (await stage.poll(hasReacted, SLOW_MS / 2))
    await stage.report((await stage.showsSuccess()) ? 'success-without-token' : 'gives-up')
  await expectSuccess(stage)
}

async function playLostAnswer(stage: Stage, place: Place): Promise<undefined> {
  await loseAnswer(stage, place.origin)
  await pay(stage, place)
  await expectSuccess(stage)
}

async function playDoubleClick(stage: Stage, place: Place): Promise<string | undefined> {
  if (place.methods[0] === 'check') return 'A check is confirmed on a second screen.'
  await delayAnswers(stage, place.origin, 1000)
  await stage.open()
  await stage.fill(place)
  await stage.payTwice()
  await expectSuccess(stage)
  await expectOnce(stage)
}

async function pay(stage: Stage, place: Place): Promise<void> {
  await stage.open()
  await stage.fill(place)
  await stage.pay(place)
}

export const answers: Outcome[] = [
  { name: 'success', title: 'A forged token, then a verified card', play: playSuccess },
  { name: 'decline and retry', title: 'A declined card, then another', play: playDecline },
  { name: 'last attempt', title: 'A declined card with no attempt left', play: playLastAttempt },
  { name: 'expired', title: 'The session expires while the form is open', play: playExpired },
  { name: 'slow', title: 'The answer takes 8 s', play: playSlow },
  { name: 'lost answer', title: 'The first answer never arrives', play: playLostAnswer },
  { name: 'double click', title: 'Two clicks on the pay button', play: playDoubleClick },
]
