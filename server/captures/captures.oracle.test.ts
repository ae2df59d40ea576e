/** The page gets only our error code. Ingo's status would tell card testers which of a card's values are right. */
import { expect, it } from 'vitest'
import { classifyStatus } from '../gateway/outcomes.js'
import { card, json, start } from '../testing/app.case.js'

/** Ingo's statuses by the code and field that the page sees. Each group must look the same to the page. */
function statusesByAnswer(): Map<string, number[]> {
  const families = new Map<string, number[]>()
  for (let status = 102; status <= 1100; status++) {
    const meaning = classifyStatus(status)
    if (meaning.kind === 'verified') continue
    const { code, field = '' } =
      meaning.kind === 'refused' ? meaning.refusal : { code: 'outcome_unknown' as const }
    const family = `${code} ${field}`.trim()
    families.set(family, [...(families.get(family) ?? []), status])
  }
  return families
}

/** The whole response as text, without the request's id. */
async function readWhole(response: Response): Promise<string> {
  const headers = [...response.headers].filter(([name]) => name !== 'x-request-id')
  const body = (await response.text()).replace(/"request_id":"[^"]+"/, '')
  return JSON.stringify([response.status, headers, body])
}

async function captureTwice(status: number): Promise<{ first: string; replay: string; calls: number }> {
  const { open, gateway } = await start(
    json(() => ({ status, client_message: `Ingo’s text of ${status}`, time: '0.1', data: { status } })),
  )
  const session = await open()
  const key = crypto.randomUUID()
  const first = await readWhole(await session.capture(card, key))
  return { first, replay: await readWhole(await session.capture(card, key)), calls: gateway.received.length }
}

const families = [...statusesByAnswer()]

it('covers every family of the table', () => {
  expect(families.map(([family]) => family).sort()).toEqual([
    ...['address_mismatch recipient_address1', 'address_mismatch recipient_zip', 'card_declined'],
    ...['card_not_supported', 'card_number_invalid account', 'field_rejected'],
    ...['gateway_misconfigured', 'outcome_unknown', 'under_review'],
  ])
})

it.each(families)('answers %s alike for every Ingo status, in a replay too', async (family, statuses) => {
  const sampled = new Set([0, 1, statuses.length >> 1, statuses.length - 1].map((at) => statuses[at]))
  const answers = await Promise.all(
    [...sampled].flatMap((status) => (status === undefined ? [] : [captureTwice(status)])),
  )
  const [code] = family.split(' ')
  for (const { first } of answers) expect(first).toContain(`problem:${code}`)
  expect(new Set(answers.map(({ first }) => first)).size).toBe(1)
  expect(new Set(answers.map(({ replay }) => replay)).size).toBe(1)
  // With one call the replay came from the store. An unknown outcome takes more calls, because the replay sends again.
  if (answers[0]?.calls === 1) expect(answers[0].replay).toBe(answers[0].first)
})
