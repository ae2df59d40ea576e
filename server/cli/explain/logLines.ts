/** Finds the lines of one request in the server's log, and joins their fields. The messages of lines don't matter. */
import * as z from 'zod/mini'
import { errors } from '../../../contract/errors.js'
import { plainEndings, type Ending } from './meaning.js'

const name = z.optional(z.string().check(z.regex(/^[\w.:-]{1,100}$/)))
const endings = [...Object.keys(errors), ...plainEndings] as Ending[]

/** A value of another type counts as absent, so that the output can't repeat any other part of a log. */
const line = z.object({
  request_id: z.string().check(z.regex(/^[\da-f-]{8,36}$/)),
  time: z.catch(z.optional(z.iso.datetime()), undefined),
  merchant: z.catch(name, undefined),
  session: z.catch(name, undefined),
  route: z.catch(z.optional(z.string()), undefined),
  operation: z.catch(z.optional(z.string()), undefined),
  status: z.catch(z.optional(z.int()), undefined),
  code: z.catch(z.optional(z.enum(endings)), undefined),
  outcome: z.catch(z.optional(z.enum(endings)), undefined),
  gateway_status: z.catch(z.optional(z.int()), undefined),
  /** Only lines about a gateway call have it. */
  retry: z.catch(z.optional(z.int()), undefined),
})
type LogLine = z.infer<typeof line>

/** The log's data about one request. `status` is HTTP's. `session` is absent if the request was rejected earlier. */
export type LoggedRequest = Omit<LogLine, 'code' | 'outcome' | 'retry'> & { ending: Ending }

/** Collects the requests whose id begins with `reference`. `count` is the number of lines that are JSON. */
export function createCollector(reference: string) {
  const requests = new Map<string, LogLine>()
  let count = 0
  return {
    read: (text: string): void => {
      const parsed = parseLine(text)
      if (parsed === undefined) return
      count += 1
      const { data } = line.safeParse(parsed)
      if (!data?.request_id.startsWith(reference)) return
      // The outcome of a gateway call is not that of the request, because the call may be repeated.
      const { retry, outcome, ...rest } = data
      const fields = { ...rest, ...(retry === undefined && { outcome }) }
      const known = Object.fromEntries(
        Object.entries<unknown>(fields).filter(([, value]) => value !== undefined),
      )
      requests.set(data.request_id, { ...requests.get(data.request_id), ...(known as LogLine) })
    },
    result: () => ({ count, requests: [...requests.values()].map(toRequest) }),
  }
}

function toRequest({ code, outcome, ...fields }: LogLine): LoggedRequest {
  const plain = fields.status === undefined ? 'unfinished' : 'answered'
  return { ...fields, ending: outcome ?? code ?? plain }
}

/**
 * The JSON of a line. A log collector may put a prefix before it (`docker compose logs`, `kubectl logs --prefix`), or
 * wrap it in JSON of its own, as `log` or `message`.
 */
function parseLine(text: string): unknown {
  const start = text.indexOf('{')
  if (start < 0) return undefined
  try {
    const value = JSON.parse(text.slice(start)) as { request_id?: unknown; log?: unknown; message?: unknown }
    const wrapped = value.log ?? value.message
    if (value.request_id !== undefined || typeof wrapped !== 'string') return value
    return parseLine(wrapped) ?? value
  } catch {
    return undefined
  }
}
