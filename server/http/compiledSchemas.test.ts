/**
 * Zod compiles the schemas that every capture needs. What it can't compile it interprets without a word, for a whole
 * schema or for one field, which costs a capture time and memory. So these tests watch Zod's interpreter.
 */
import { expect, it, onTestFinished } from 'vitest'
import * as z from 'zod/mini'
import { cardCapture, verifiedCard } from '../../contract/card.js'
import { checkCapture } from '../../contract/check.js'
import {
  documentedCheckResponse,
  documentedRequest,
  documentedResponse,
  requiredRecipient,
} from '../../contract/documented.case.js'
import { gatewayResponse } from '../../contract/gatewayResponse.js'
import { requirements } from '../../contract/policy.js'
import { verifiedCheck } from '../../contract/verifyCheck.js'
import { json, readResponse, startApp, startGateway } from '../testing/app.case.js'
import { checkSession, ownCheck } from '../testing/check.case.js'

type Schema = z.core.$ZodType

/** Whether the value is a schema, not a check, which has no `run`. */
function isSchema(value: object): value is Schema {
  return '_zod' in value && 'run' in (value as Schema)._zod
}

/** Adds the schema and all schemas in it, each with its path. */
function addSchemas(all: Map<Schema, string>, value: unknown, path: string): Map<Schema, string> {
  if (typeof value !== 'object' || value === null) return all
  if (isSchema(value)) all.set(value, path)
  const parts = isSchema(value) ? value._zod.def : value
  for (const [name, part] of Object.entries(parts)) addSchemas(all, part, `${path}.${name}`)
  return all
}

/** Collects the paths of the schemas that Zod interprets from now on. */
function watchInterpreter(roots: Record<string, Schema>): Set<string> {
  const interpreted = new Set<string>()
  const all = new Map<Schema, string>()
  for (const [name, schema] of Object.entries(roots)) addSchemas(all, schema, name)
  for (const [{ _zod }, path] of all) {
    const run = _zod.run.bind(_zod)
    _zod.run = (payload, context) => {
      interpreted.add(path)
      return run(payload, context)
    }
    onTestFinished(() => {
      _zod.run = run
    })
  }
  return interpreted
}

const policies = requirements.flatMap((cvv) =>
  requirements.map((expiration_date) => ({ cvv, expiration_date })),
)
const cardSchemas = Object.fromEntries(
  policies.map((policy) => [`card ${policy.cvv} ${policy.expiration_date}`, cardCapture(policy)]),
)
const schemas = { ...cardSchemas, checkCapture, gatewayResponse, verifiedCard, verifiedCheck }

/** Ingo's documented response about this request. Zod interprets `issuers`, whose fields read other types than documented. */
function respond(documented: { data: object }) {
  return json((sent) => {
    const { participant_unique_id1, participant_unique_id2 } = sent as Record<string, string>
    const data = { ...documented.data, participant_unique_id1, participant_unique_id2, issuers: undefined }
    return { ...documented, data }
  })
}

it.each([
  ['a card', documentedResponse, {}, undefined],
  ['a check', documentedCheckResponse, checkSession, ownCheck],
] as const)('interprets no schema in a capture of %s', async (_name, documented, request, content) => {
  const gateway = await startGateway(respond(documented))
  const session = await startApp({ INGO_URL: gateway.url }).open(request)
  const interpreted = watchInterpreter(schemas)
  expect(await readResponse(session.capture(content))).toMatchObject({ http: 200 })
  expect(interpreted).toEqual(new Set())
})

it.each(policies)(
  'interprets no field of a card with cvv $cvv and expiration_date $expiration_date',
  (policy) => {
    const optional = { recipient_business_name: 'A', recipient_address2: 'B', recipient_phone: '1231231234' }
    const values = { cvv: '123', expiration_date: '2612' }
    const wanted = Object.entries(values).filter(([name]) => policy[name as keyof typeof policy] !== 'off')
    const { account } = documentedRequest
    const body = {
      account_type: 'card',
      account,
      ...requiredRecipient,
      ...optional,
      ...Object.fromEntries(wanted),
    }
    const interpreted = watchInterpreter(cardSchemas)
    expect(cardCapture(policy).safeParse(body)).toMatchObject({ success: true })
    expect(interpreted).toEqual(new Set())
  },
)

const fallbacks = {
  'a check with a condition': z.string().check(z.refine(() => true, { when: () => true })),
  'a callback for other values': z.catch(z.string(), () => ''),
}
it.each(
  Object.entries(fallbacks).flatMap(([name, field]) => [
    { name, schema: z.object({ field }) },
    { name, schema: z.object({ list: z.array(z.optional(field)) }) },
  ]),
)('finds a field with $name, which Zod interprets', ({ schema }) => {
  const interpreted = watchInterpreter({ schema })
  expect(z.compile<z.ZodMiniType>(schema).safeParse({ field: 'x', list: ['x'] }).success).toBe(true)
  expect(interpreted.size).toBeGreaterThan(0)
})
