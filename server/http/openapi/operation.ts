/** Converts an operation to its OpenAPI object: authentication, request, responses and error codes. */
import { errors, type ErrorCode } from '../../../contract/errors.js'
import { examples } from './examples.js'
import { schemaRef, type Json, type SchemaName } from './schemas.js'

const JSON_TYPE = 'application/json'
const NO_CONTENT = 204

/** Statuses of an error code in addition to its usual one. */
const additionalStatuses: Partial<Record<ErrorCode, number[]>> = {
  invalid_request: [413, 415],
  gateway_unavailable: [503],
}

type ResponseSpec = {
  status?: number
  description: string
  schema?: SchemaName
  type?: string
  /** Headers in addition to `X-Request-Id`, each with the name of its component. */
  headers?: Record<string, 'RetryAfter'>
}
/** An operation in the tables of this folder. */
export type Operation = {
  id: string
  tag: 'Backend' | 'Frame' | 'Ingo' | 'Public'
  summary: string
  security: Json[]
  parameters?: Json[]
  request?: SchemaName[]
  response: ResponseSpec
  /** A response that is neither a success nor a problem. */
  alternativeResponse?: ResponseSpec
  errorCodes: readonly ErrorCode[]
  /** Statuses that replace an error code's usual ones. */
  statuses?: Partial<Record<ErrorCode, number[]>>
  /** The schema of the operation's problems. */
  problem?: 'Problem' | 'BackendProblem'
}

export function toOperationObject(operation: Operation): Json {
  const { id, tag, summary, security, parameters, request, response, alternativeResponse } = operation
  return {
    operationId: id,
    tags: [tag],
    summary,
    security,
    ...(parameters && { parameters }),
    ...(request && { requestBody: { required: true, content: content(request) } }),
    responses: {
      ...toResponse(response),
      ...(alternativeResponse && toResponse(alternativeResponse)),
      ...problemResponses(operation),
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

function toResponse({ status = 200, description, schema, type, headers = {} }: ResponseSpec): Json {
  const named = Object.entries({ 'X-Request-Id': 'RequestId', ...headers })
  return {
    [status]: {
      description,
      headers: Object.fromEntries(
        named.map(([name, component]) => [name, { $ref: `#/components/headers/${component}` }]),
      ),
      ...(status !== NO_CONTENT && {
        content: schema
          ? content([schema])
          : { [type ?? JSON_TYPE]: { schema: type ? { type: 'string' } : { type: 'object' } } },
      }),
    },
  }
}

function content(names: SchemaName[]): Json {
  const [first] = names
  const example = Object.entries(examples).find(([name]) => name === first)?.[1]
  const schema = names.length > 1 ? { oneOf: names.map(schemaRef) } : first && schemaRef(first)
  return { [JSON_TYPE]: { schema, ...(example && { example }) } }
}

/** One response for each status, with the codes that it may have. */
function problemResponses({ errorCodes, statuses = {}, problem = 'Problem' }: Operation): Json {
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of errorCodes)
    for (const status of statuses[code] ?? [errors[code].status, ...(additionalStatuses[code] ?? [])])
      byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  const entries = [...byStatus].map(([status, list]) => {
    const schema = { allOf: [schemaRef(problem), { type: 'object', properties: { code: { enum: list } } }] }
    return [status, { description: list.join(', '), content: { 'application/problem+json': { schema } } }]
  })
  return Object.fromEntries(entries) as Json
}

/** A parameter object; path and header parameters are required. */
export function parameter(
  place: 'path' | 'query' | 'header',
  name: string,
  description: string,
  schema: Json,
): Json {
  return { name, in: place, description, required: place !== 'query', schema }
}
