/**
 * Shows that the simulator can disagree with the contract, because it reads Ingo's documents by itself. Each test
 * plants one mistake in a rule of the contract, and expects the simulator to reject what the server then forwards.
 */
import { expect, it, onTestFinished, vi } from 'vitest'
import * as z from 'zod/mini'
import { documentedRequest, requiredRecipient } from '../../contract/documented.case.js'
import { anothersCheck, checkSession } from '../../server/testing/check.case.js'
import {
  captureCard,
  startServer,
  verifyToken,
  type GatewayAnswer,
  type Server,
} from './plantedMistakes.case.js'

type Mistake = {
  title: string
  plant: () => void
  send: (server: Server) => Promise<GatewayAnswer>
  refusal: { status: number; client_message: string }
}

const third_party_token = { provider: '1', token: 'tok_3rdparty_abc123xyz' }

const mistakes: Mistake[] = [
  {
    title: 'recipient_zip without its pattern',
    plant() {
      vi.doMock(import('../../contract/fields.js'), async (importOriginal) => {
        const fields = await importOriginal()
        return { ...fields, recipient: { ...fields.recipient, recipient_zip: fields.text(10) } }
      })
    },
    send: (server) => captureCard(server, { recipient_zip: '3030' }),
    refusal: { status: 600, client_message: 'recipient_zip: not valid' },
  },
  {
    title: 'expiration_date as MMYY',
    plant() {
      vi.doMock(import('../../contract/fields.js'), async (importOriginal) => {
        const fields = await importOriginal()
        return { ...fields, expiration_date: fields.pattern(/^(0[1-9]|1[0-2])[0-9]{2}$/) }
      })
      vi.doMock(import('../../contract/expiry.js'), async (importOriginal) => {
        const expiry = await importOriginal()
        const expiryProblem: typeof expiry.expiryProblem = (mmyy, now) =>
          expiry.expiryProblem(mmyy.slice(2) + mmyy.slice(0, 2), now)
        return { ...expiry, expiryProblem }
      })
    },
    send: (server) => captureCard(server, { expiration_date: '1226' }),
    refusal: { status: 600, client_message: 'expiration_date: not valid' },
  },
  {
    title: 'cvv of up to five digits',
    plant() {
      vi.doMock(import('../../contract/fields.js'), async (importOriginal) => {
        const fields = await importOriginal()
        return { ...fields, cvv: fields.pattern(/^[0-9]{3,5}$/) }
      })
    },
    send: (server) => captureCard(server, { cvv: '12345' }),
    refusal: { status: 600, client_message: 'cvv: not valid' },
  },
  {
    title: 'two groupings of verify--card at once',
    plant() {
      vi.doMock(import('../../contract/verification.js'), async (importOriginal) => {
        const verification = await importOriginal()
        return { ...verification, verificationRequest: removeRules(verification.verificationRequest) }
      })
    },
    send: (server) =>
      verifyToken(server, {
        participant_unique_id1: 'order-1',
        customer_account_token: 'ca875cce-58c0-46a0-8f14-676190cc7df6',
        third_party_token,
      }),
    refusal: { status: 400, client_message: 'third_party_token: must be omitted beside the token' },
  },
  {
    title: 'account beside third_party_token',
    plant() {
      vi.doMock(import('../../contract/fields.js'), async (importOriginal) => {
        const fields = await importOriginal()
        const recipientFields = [...fields.recipientFields, 'account'] as never
        return { ...fields, recipientFields, recipient: { ...fields.recipient, account: fields.account } }
      })
    },
    send: (server) =>
      verifyToken(server, { third_party_token, account: documentedRequest.account, ...requiredRecipient }),
    refusal: { status: 400, client_message: 'account: must be omitted beside the token' },
  },
  {
    title: 'third_party_token without its recipient',
    plant() {
      vi.doMock(import('../../contract/verification.js'), async (importOriginal) => {
        const verification = await importOriginal()
        return { ...verification, verificationRequest: removeRules(verification.verificationRequest) }
      })
    },
    send: (server) => verifyToken(server, { third_party_token }),
    refusal: { status: 400, client_message: 'recipient_first_name: missing or of the wrong type' },
  },
  {
    title: 'a check to another recipient without the recipient',
    plant() {
      vi.doMock(import('../../contract/check.js'), async (importOriginal) => {
        const check = await importOriginal()
        return { ...check, checkCapture: removeRules(check.checkCapture) }
      })
    },
    async send({ open }) {
      const { capture, status } = await open(checkSession)
      await capture({ ...anothersCheck, recipient: undefined })
      return (await status()).gateway as GatewayAnswer
    },
    refusal: { status: 400, client_message: 'recipient: missing or of the wrong type' },
  },
]

/** The same fields, without the rules between fields. */
function removeRules<Shape extends z.core.$ZodShape>(schema: z.ZodMiniObject<Shape, z.core.$strict>) {
  return z.strictObject(schema.shape) as typeof schema
}

function plant(mistake: Mistake): void {
  mistake.plant()
  onTestFinished(() => {
    for (const file of ['fields', 'expiry', 'verification', 'check']) vi.doUnmock(`../../contract/${file}.js`)
  })
}

it.each(mistakes)(
  'the simulator rejects a request that a mistake in the contract lets through: $title',
  async (row) => {
    plant(row)
    const server = await startServer()
    expect(await row.send(server)).toMatchObject(row.refusal)
    expect(server.seen.requests).toBe(1)
  },
)

it.each(mistakes)(
  'the contract without the mistake rejects the request before it is sent: $title',
  async ({ send }) => {
    const server = await startServer()
    expect(await send(server)).toBeUndefined()
    expect(server.seen.requests).toBe(0)
  },
)

it('the simulator accepts Ingo’s samples from the contract without a mistake', async () => {
  const server = await startServer()
  expect(await captureCard(server, {})).toMatchObject({ status: 100 })
  expect(
    (await server.verify({ account_type: 'card', third_party_token, ...requiredRecipient })).status,
  ).toBe(200)
  const { capture, status } = await server.open(checkSession)
  expect((await capture(anothersCheck)).status).toBe(200)
  expect(await status()).toMatchObject({ gateway: { status: 100 } })
})
