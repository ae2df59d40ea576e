/** Outcomes that the cardholder or the browser causes. */
import { expectAlive, expectIdle, expectOnce, expectSuccess } from '../checks.js'
import { blockServer, delayAnswers } from '../network.js'
import type { Place, Stage } from '../stage.js'
import type { Outcome } from './outcome.js'

/** The time for a form to load again, and for the SDK to notice that the form is blocked, in ms. */
const LOADING_MS = 20_000
const BLOCKED_MS = 15_000
/** The delay of the answer during the reload, and the time before the reload, in ms. */
const ANSWER_MS = 4000
const IN_FLIGHT_MS = 1000

async function playReload(stage: Stage, place: Place): Promise<undefined> {
  await delayAnswers(stage, place.origin, ANSWER_MS)
  await stage.open()
  await stage.fill(place)
  await stage.pay(place)
  await stage.page.waitForTimeout(IN_FLIGHT_MS)
  await stage.page.reload({ waitUntil: 'domcontentloaded' })
  await expectAlive(stage, LOADING_MS)
  await expectOnce(stage)
}

/** Goes back from the success page to the payment. Without a success page, goes back from an empty page. */
async function playBack(stage: Stage, place: Place): Promise<undefined> {
  await stage.open()
  await stage.fill(place)
  const paid = stage.page.url()
  await stage.pay(place)
  await expectSuccess(stage)
  if (stage.page.url() === paid) await stage.page.goto('about:blank')
  await stage.page.goBack({ waitUntil: 'domcontentloaded' })
  await expectAlive(stage, LOADING_MS)
  await expectOnce(stage)
}

async function playBlocked(stage: Stage, { origin }: Place): Promise<undefined> {
  await blockServer(stage.page, origin)
  await stage.open()
  const hasMessage = async () => (await stage.showsFailure()) || stage.showsMessage()
  if (!(await stage.poll(hasMessage, BLOCKED_MS))) await stage.report('no-message')
  await expectIdle(stage)
}

async function playCheck(stage: Stage, place: Place): Promise<string | undefined> {
  if (!place.methods.includes('check')) return 'The page’s session offers no check.'
  await stage.open()
  await stage.fill(place, 'check')
  await stage.pay(place, 'check')
  await expectSuccess(stage)
}

async function playSpanish(stage: Stage, place: Place): Promise<string | undefined> {
  await stage.open(stage.settings.spanish)
  await stage.fill(place)
  const language = await stage.page.locator('html').getAttribute('lang')
  if (language === null || !/^es\b/i.test(language))
    return stage.settings.spanish === undefined
      ? 'The page is not in Spanish: name its Spanish version with --spanish.'
      : 'The page of --spanish has no <html lang="es">: set it, or name another page.'
  const shown = await stage.form.frame.locator('html').getAttribute('lang')
  if (shown === null || !/^es\b/i.test(shown)) await stage.report('mixed-languages')
  await stage.pay(place)
  await expectSuccess(stage)
}

export const surroundings: Outcome[] = [
  { name: 'reload in flight', title: 'The page is reloaded while the card is verified', play: playReload },
  { name: 'back button', title: 'Away from the page after success, and back', play: playBack },
  { name: 'blocked script', title: 'The browser blocks the capture server', play: playBlocked },
  { name: 'check', title: 'A check by mail', play: playCheck },
  { name: 'Spanish', title: 'A browser in Spanish', play: playSpanish },
]
