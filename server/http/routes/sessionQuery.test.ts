/** A list of sessions rejects a value that no session can have, like the creation of a session does. */
import { expect, it } from 'vitest'
import { ORIGIN, readResponse, removeRandomValues, startApp } from '../../testing/app.case.js'

const CARD = '4111 1111 1111 1111'
const ids = ['participant_unique_id1', 'participant_unique_id2']

it.each(ids)(
  'rejects a card number as %s of a list and of a new session with the same error',
  async (name) => {
    const { backend, create } = startApp({})
    const listed = await readResponse(backend(`?${name}=${encodeURIComponent(CARD)}`, { method: 'GET' }))
    const created = await readResponse(create({ origin: ORIGIN, [name]: CARD }))
    expect(listed).toMatchObject({ http: 400, code: 'invalid_request', field: name, detail: created.detail })
    expect(removeRandomValues(JSON.stringify(listed))).not.toContain('1111')
    expect(await readResponse(backend(`?${name}=${'x'.repeat(256)}`, { method: 'GET' }))).toMatchObject({
      http: 400,
      field: name,
    })
  },
)

it('never repeats a card number in any other part of the URL', async () => {
  const { backend } = startApp({})
  const digits = CARD.replaceAll(' ', '')
  const answers = [
    `/${digits}`,
    `?participant_unique_id2=a&before=${digits}`,
    `?${digits}=1`,
    `?reference=${digits}`,
  ]
  for (const path of answers) {
    const answer = await readResponse(backend(path, { method: 'GET' }))
    expect(answer.http, path).toBeGreaterThanOrEqual(400)
    expect(removeRandomValues(JSON.stringify(answer)), path).not.toContain('1111')
  }
})
