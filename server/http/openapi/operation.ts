/** One operation of the document: who may ask, what is sent, what is answered, and the codes of its refusals. */
import { errors, type ErrorCode } from '../../../contract/errors.js'
import { examples } from './examples.js'
import { ref, type Json, type SchemaName } from './schemas.js'

const JSON_TYPE = 'application/json'

/** What the status of a code is, and which others it may have. */
const furtherStatuses: Partial<Record<ErrorCode, number[]>> = {
  invalid_request: [413, 415],
  gateway_unavailable: [503],
}
export type Answer = {
  status?: number
  about: string
  schema?: SchemaName
  type?: string
  /** Beside the request's id, by the names of the document's components. */
  headers?: Record<string, 'RetryAfter'>
}
export type Operation = {
  id: string
  tag: 'Backend' | 'Frame' | 'Public'
  summary: string
  security: Json[]
  parameters?: Json[]
  request?: SchemaName[]
  answer: Answer
  /** What is neither that nor a problem. */
  otherwise?: Answer
  refusals: readonly ErrorCode[]
}

export function operation(one: Operation): Json {
  const { id, tag, summary, security, parameters, request, answer, otherwise, refusals } = one
  return {
    operationId: id,
    tags: [tag],
    summary,
    security,
    ...(parameters && { parameters }),
    ...(request && { requestBody: { required: true, content: content(request) } }),
    responses: {
      ...answered(answer),
      ...(otherwise && answered(otherwise)),
      ...refusalsOf(refusals),
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

function answered({ status = 200, about, schema, type, headers = {} }: Answer): Json {
  const named = Object.entries({ 'X-Request-Id': 'RequestId', ...headers })
  return {
    [status]: {
      description: about,
      headers: Object.fromEntries(
        named.map(([name, component]) => [name, { $ref: `#/components/headers/${component}` }]),
      ),
      content: schema
        ? content([schema])
        : { [type ?? JSON_TYPE]: { schema: type ? { type: 'string' } : { type: 'object' } } },
    },
  }
}

function content(names: SchemaName[]): Json {
  const [first] = names
  const example = Object.entries(examples).find(([name]) => name === first)?.[1]
  const schema = names.length > 1 ? { oneOf: names.map(ref) } : first && ref(first)
  return { [JSON_TYPE]: { schema, ...(example && { example }) } }
}

function refusalsOf(codes: readonly ErrorCode[]): Json {
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of codes)
    for (const status of [errors[code].status, ...(furtherStatuses[code] ?? [])])
      byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  const entries = [...byStatus].map(([status, list]) => {
    const schema = { allOf: [ref('Problem'), { type: 'object', properties: { code: { enum: list } } }] }
    return [status, { description: list.join(', '), content: { 'application/problem+json': { schema } } }]
  })
  return Object.fromEntries(entries) as Json
}

export function parameter(
  place: 'path' | 'query' | 'header',
  name: string,
  description: string,
  schema: Json,
): Json {
  return { name, in: place, description, required: place !== 'query', schema }
}
