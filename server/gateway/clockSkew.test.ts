/** The clock skew as operators see it: a metric for each gateway, from captures over HTTP. */
import { expect, it } from 'vitest'
import { card, json, NOW, startApp, startGateway, success, type Behaviour } from '../testing/app.case.js'
import { unlimited } from '../testing/serveProcess.case.js'

/** Answers `behave` with the `Date` that is `seconds` ahead of the app's clock. */
function dated(seconds: number, behave: Behaviour = json((sent) => success(sent))): Behaviour {
  return (sent, response, request) => {
    response.setHeader('Date', new Date(NOW + seconds * 1000).toUTCString())
    behave(sent, response, request)
  }
}

/** The skew in seconds that the metric shows after one capture for each answer of the gateway. */
async function measureSkew(...answers: Behaviour[]): Promise<number> {
  const gateway = await startGateway(...answers)
  const { open, metrics } = startApp({ INGO_URL: gateway.url, ...unlimited })
  for (let times = 0; times < answers.length; times++) await (await open()).capture(card)
  const { values } = await metrics.clockSkew.get()
  expect(values.map(({ labels }) => labels)).toEqual([{ gateway: new URL(gateway.url).host }])
  return values[0]?.value ?? NaN
}

it('is the median of the latest answers, so that a single odd date changes nothing', async () => {
  expect(await measureSkew(dated(2), dated(2), dated(2))).toBe(2)
  expect(await measureSkew(dated(2), dated(2), dated(2), dated(86_400))).toBe(2)
  expect(await measureSkew(dated(86_400))).toBe(0)
  // Our clock was corrected: the latest answers outweigh the earlier ones.
  expect(await measureSkew(...[250, 250, 250, 250, 2, 2, 2, 2].map((seconds) => dated(seconds)))).toBe(2)
})

it.each([
  ['an hour without an answer', 3_600_000],
  ['a correction of our clock by an hour', -3_600_000],
])('is not known after %s', async (_what, ms) => {
  const gateway = await startGateway(dated(250), dated(250), dated(250))
  const { open, metrics, time } = startApp({ INGO_URL: gateway.url, ...unlimited })
  const read = async () => (await metrics.clockSkew.get()).values[0]?.value
  for (let times = 0; times < 3; times++) await (await open()).capture(card)
  expect(await read()).toBe(250)
  time.now += ms
  expect(await read()).toBe(0)
})

it('counts refused signatures, which are all that arrives with a clock that is minutes off', async () => {
  const refuse = json(() => ({ message: 'HMAC signature cannot be verified' }), 401)
  expect(await measureSkew(...[400, 400, 400].map((seconds) => dated(seconds, refuse)))).toBe(400)
  expect(
    await measureSkew(
      ...[400, 400, 400].map((seconds) =>
        dated(
          seconds,
          json(() => ({ status: 402 })),
        ),
      ),
    ),
  ).toBe(400)
})

it('ignores a page of a firewall and a wrong path', async () => {
  const pages: Behaviour[] = [403, 404].flatMap((http) =>
    Array.from({ length: 3 }, () => dated(400, (_sent, response) => response.writeHead(http).end('<html>'))),
  )
  expect(await measureSkew(...pages)).toBe(0)
})

it('is measured for each gateway by itself', async () => {
  const [cards, banks] = [await startGateway(dated(5)), await startGateway()]
  const { open, metrics } = startApp({
    INGO_URL: cards.url,
    INGO_OPEN_BANKING_URL: banks.url,
    ...unlimited,
  })
  for (let times = 0; times < 3; times++) await (await open()).capture(card)
  const { values } = await metrics.clockSkew.get()
  expect(Object.fromEntries(values.map(({ labels, value }) => [labels.gateway, value]))).toEqual({
    [new URL(cards.url).host]: 5,
    [new URL(banks.url).host]: 0,
  })
})
