/** The documented keys and types of the gateway's responses, as a tree that is derived from the contract's schemas. */
import * as z from 'zod/mini'
import { verifiedCard } from '../../contract/card.js'
import { gatewayResponse } from '../../contract/gatewayResponse.js'
import { jsonTypes, type JsonType } from '../../contract/shapes.js'
import { verifiedCheck } from '../../contract/verifyCheck.js'
import { verifiedOpenBanking } from '../../contract/verifyOpenBanking.js'
import type { Operation } from './operations.js'

/** The documented types of one value, the keys of an object, and the elements of an array. */
export type DocumentedShape = {
  types: ReadonlySet<JsonType>
  keys: ReadonlyMap<string, DocumentedShape>
  items?: DocumentedShape
}

/** The shape of a value that the contract doesn't have: every type is undocumented, and so is every key below it. */
export const undocumented: DocumentedShape = { types: new Set(), keys: new Map() }

/** The schema of each operation’s `data`. */
export const dataSchemas = {
  'verify--card': verifiedCard,
  'verify--check': verifiedCheck,
  'verify--open-banking': verifiedOpenBanking,
} satisfies Record<Operation, z.ZodMiniType>

/** The whole response of each operation. */
export function documentedShapes(): Map<string, DocumentedShape> {
  const envelope = toShape(toJsonSchema(gatewayResponse))
  return new Map(
    Object.entries(dataSchemas).map(([operation, schema]) => {
      const keys = new Map([...envelope.keys, ['data', toShape(toJsonSchema(schema))]])
      return [operation, { ...envelope, keys }]
    }),
  )
}

/** The parts of JSON Schema that the contract's schemas turn into. */
type JsonSchema = {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
}

/** Uses the schema's `input` side: the values that the gateway sends, before the schema converts them. */
function toJsonSchema(schema: z.ZodMiniType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema
}

function toShape(schema: JsonSchema): DocumentedShape {
  const all = flattenChoices(schema)
  const items = all.find((each) => each.items)?.items
  const properties = all.flatMap((each) => Object.entries(each.properties ?? {}))
  return {
    types: new Set(all.flatMap(toTypes)),
    keys: new Map(properties.map(([name, property]) => [name, toShape(property)])),
    ...(items && { items: toShape(items) }),
  }
}

function flattenChoices(schema: JsonSchema): JsonSchema[] {
  const choices = schema.anyOf ?? schema.oneOf
  return choices ? choices.flatMap(flattenChoices) : [schema]
}

/** A schema without a type and without values accepts every type. */
function toTypes(schema: JsonSchema): JsonType[] {
  const { type, enum: values = 'const' in schema ? [schema.const] : undefined } = schema
  if (type === undefined) return values?.map(jsonType) ?? [...jsonTypes]
  return [type].flat().map((name) => (name === 'integer' ? 'number' : (name as JsonType)))
}

/** The JSON type of a parsed value. */
export function jsonType(value: unknown): JsonType {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value as JsonType
}
