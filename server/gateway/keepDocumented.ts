/**
 * The allow-list for a gateway's response. It is applied once, before the response reaches the store, the merchant's
 * backend, the log or the frame, so that card data that a gateway repeats can't get there.
 */
import * as z from 'zod/mini'
import type { VerifiedCard } from '../../contract/card.js'
import { cardValidation } from '../../contract/cardValidation.js'
import { titles } from '../../contract/errors.js'
import {
  documentedField,
  gatewayResponse,
  MALFORMED,
  readEcho,
  type GatewayResponse,
} from '../../contract/gatewayResponse.js'
import { customer_account_token } from '../../contract/fields.js'
import type { VerifiedCheck } from '../../contract/verifyCheck.js'
import { dataSchemas, documentedShapes, undocumented, type DocumentedShape } from './documentedShape.js'
import type { Operation } from './operations.js'
import { classifyStatus, type OutcomeMap } from './outcomes.js'
import { SentValues, type SentRequest } from './sentValues.js'

const MAX_TEXT = 100
/** The maximum number of undocumented names in one object. */
const MAX_UNKNOWN = 30
const PLAIN_NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/
/** Undocumented names that are rejected: those of card data, of its owner's data, and of an object's prototype. */
const REFUSED_NAME =
  /^(?:account(?:_?number)?|card_?number|pan|cv[vc]2?|cid|security_?code|(?:recipient|beneficiary)_.*|constructor|prototype)$/i
/** Fields too short for a card number by their schemas. They may have the digits of a CVV by chance. */
const EXACT = new Set(['min', 'max', 'payee_zip', 'estimated_posting_date'])
/** Fields that the server compares with the request. A value that differs must still differ after the filter. */
const ECHOED = new Set(['last_4', 'expiration_date', 'participant_unique_id1', 'participant_unique_id2'])
/** Replaces a value that contradicts the request and can't be kept. */
const REMOVED = 'removed'

const shapes = documentedShapes()

/** The schemas of the documented fields of one object, compiled because they read every field of every response. */
type FieldSchemas = ReadonlyMap<string, z.ZodMiniType>
const clientMessage = z.compile(gatewayResponse.shape.client_message)
const envelopeFields = compileFields(gatewayResponse.shape)
/** The fields of each operation’s `data`. Without a valid token, the other fields of a response are still read. */
const dataFields: ReadonlyMap<string, FieldSchemas> = new Map(
  Object.entries(dataSchemas).map(([operation, { shape }]) => [
    operation,
    compileFields({ ...shape, customer_account_token: documentedField(customer_account_token) }),
  ]),
)

function compileFields(shape: Record<string, z.ZodMiniType>): FieldSchemas {
  return new Map(Object.entries(shape).map(([name, schema]) => [name, z.compile(schema)]))
}

type Request = SentRequest & { operation: Operation; outcomes?: OutcomeMap | undefined }

/**
 * Returns the documented fields that fit their schemas, and undocumented ones with short, plain values that contain
 * nothing of the request. `status` stays unchanged. A malformed token is left out, which makes the response malformed.
 */
export function keepDocumented(response: GatewayResponse, request: Request): GatewayResponse {
  const sent = new SentValues(request)
  const shape = shapes.get(request.operation) ?? undocumented
  const { status, data, client_message, ...others } = response
  const kept: GatewayResponse = { status }
  const message = clientMessage.safeParse(client_message).data
  if (message !== undefined) kept.client_message = keepMessage(message, status, request, sent)
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) {
    const documented = shape.keys.get('data') ?? undocumented
    kept.data = keepObject(data, documented, sent, dataFields.get(request.operation))
  }
  return Object.assign(kept, keepObject(others, shape, sent, envelopeFields))
}

/** The documented fields of a success, of every operation that returns a token. */
type VerifiedData = VerifiedCard & VerifiedCheck

/**
 * The data that `keepDocumented` has kept, if it has a token. Not parsed again, because `keepDocumented` has read every
 * field by the operation's schema.
 */
export function readVerified(data: unknown): VerifiedData | undefined {
  const hasToken = typeof data === 'object' && data !== null && 'customer_account_token' in data
  return hasToken ? (data as VerifiedData) : undefined
}

/** The gateway's own text, or ours for its status if it may hold data of the request. */
function keepMessage(text: string, status: number, request: Request, sent: SentValues): string {
  const ours = describeStatus(status, request)
  if (text === ours || !isLine(text)) return ours
  return sent.hasCardData(text) || sent.hasPersonalData(text) ? ours : text
}

function describeStatus(status: number, { operation, outcomes }: Request): string {
  const meaning = classifyStatus(status, { isCard: operation === 'verify--card', outcomes })
  if (meaning.kind === 'refused') return titles[meaning.refusal.code]
  return meaning.kind === 'verified' ? 'Success' : titles.outcome_unknown
}

/**
 * `schemas` are those of the object's documented fields. A nested object needs none, because its parent's schema has
 * read it. Reads only the fields that the object has: one schema for the whole object would also read absent ones.
 */
function keepObject(
  value: object,
  shape: DocumentedShape,
  sent: SentValues,
  schemas?: FieldSchemas,
): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  let unknown = 0
  for (const name in value) {
    const part: unknown = Reflect.get(value, name)
    const documented = shape.keys.get(name)
    const schema = schemas?.get(name)
    const clean = documented
      ? keepDocumentedValue(name, readDocumented(name, part, schema), documented, sent)
      : isHarmlessName(name, sent) && unknown < MAX_UNKNOWN
        ? keepUnknownValue(part, sent)
        : undefined
    if (clean === undefined) continue
    if (!documented) unknown += 1
    kept[name] = clean
  }
  return kept
}

/** The output of the schema. Zod interprets that of an echoed field, so it is read without the schema. */
function readDocumented(name: string, part: unknown, schema: z.ZodMiniType | undefined): unknown {
  if (!schema) return part
  return ECHOED.has(name) ? readEcho(part) : schema.safeParse(part).data
}

/** `value` is the output of its schema. */
function keepDocumentedValue(
  name: string,
  value: unknown,
  shape: DocumentedShape,
  sent: SentValues,
): unknown {
  if (Array.isArray(value))
    return value.map((item: object) => keepObject(item, shape.items ?? undocumented, sent))
  if (typeof value === 'object' && value !== null) return keepObject(value, shape, sent)
  if (typeof value === 'number') return sent.hasCardData(String(value)) ? undefined : value
  if (typeof value !== 'string') return value
  if (name === 'customer_account_token') return sent.hasSentNumber(value) ? undefined : value
  if (ECHOED.has(name)) return keepEcho(name, value, sent)
  const isClean = EXACT.has(name) ? !sent.hasSentNumber(value) : isLine(value) && !sent.hasCardData(value)
  return isClean ? value : undefined
}

/** Keeps a value that the request sent, or that can't be card data. Replaces any other one that must be compared. */
function keepEcho(name: string, value: string, sent: SentValues): string | undefined {
  if (value === MALFORMED) return value
  if (name === 'last_4') return value.length < 4 ? REMOVED : value.replace(/[^\p{L}\p{N}]/gu, '').slice(-4)
  const own = sent.field(name)
  if (value === own) return value
  if (own !== undefined && value.trim().toLowerCase() === own.trim().toLowerCase()) return value
  const isHarmless =
    value.length <= 255 && isLine(value) && !sent.hasCardData(value) && !sent.hasPersonalData(value)
  if (isHarmless) return value
  return own ? REMOVED : undefined
}

function keepUnknownValue(value: unknown, sent: SentValues): unknown {
  if (typeof value === 'boolean') return value
  if (typeof value === 'string' || typeof value === 'number') {
    const text = String(value)
    const isHarmless = text.length <= MAX_TEXT && isLine(text) && !sent.hasCardData(text)
    return isHarmless && !sent.hasPersonalData(text) ? value : undefined
  }
  const isValidation = cardValidation.safeParse(value).success
  return isValidation && collectNames(value as object).every((name) => isHarmlessName(name, sent))
    ? value
    : undefined
}

function collectNames(value: object): string[] {
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) => [
    name,
    ...(typeof part === 'object' && part !== null ? collectNames(part) : []),
  ])
}

function isHarmlessName(name: string, sent: SentValues): boolean {
  if (!PLAIN_NAME.test(name) || REFUSED_NAME.test(name)) return false
  return !sent.hasCardData(name) && !sent.hasPersonalData(name)
}

/** Whether the text has no control and format characters, which could hide or reverse displayed text. */
function isLine(text: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(text)
}
