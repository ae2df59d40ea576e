/** Reads the query of a list, and writes what is beside its entries. */
import { nearestName } from '../../contract/nearestName.js'
import { isSafeToEcho } from '../../contract/safeName.js'
import { ProblemError } from '../problem.js'
import type { Page } from '../store/page.js'
import type { CaptureContext } from './context.js'

const DEFAULT_LIMIT = 20
const MAX_LIMIT = 100
/** An id of the server's: a session's or an event's. */
const ID = /^[A-Za-z0-9_-]{1,64}$/

/** The parameters by name. Throws `invalid_request` for one that is not in `names`, that is duplicate or empty. */
export function readQuery<Name extends string>(
  c: CaptureContext,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const given = c.req.queries()
  for (const [name, values] of Object.entries(given)) {
    if (!(names as readonly string[]).includes(name)) rejectName(name, names)
    if (values.length > 1) reject(name, 'duplicate parameter. Send it once')
    if (values[0] === '') reject(name, 'is empty. Send a value, or leave it out')
  }
  return Object.fromEntries(Object.entries(given).map(([name, [value]]) => [name, value])) as Partial<
    Record<Name, string>
  >
}

/** The size of a page, and the id behind which it begins. Throws `invalid_request`. */
export function readPage({ limit, after, before }: { limit?: string; after?: string; before?: string }) {
  if (limit !== undefined && (!/^[1-9][0-9]{0,2}$/.test(limit) || Number(limit) > MAX_LIMIT))
    reject('limit', `should be a whole number, 1 to ${MAX_LIMIT}`)
  if (after !== undefined && before !== undefined)
    reject('before', 'is invalid beside after. Send one of the two')
  for (const [name, value] of Object.entries({ after, before }))
    if (value !== undefined && !ID.test(value))
      reject(name, 'should be the id of an entry of the page before')
  const cursor = { ...(after !== undefined && { after }), ...(before !== undefined && { before }) }
  return { limit: limit === undefined ? DEFAULT_LIMIT : Number(limit), cursor }
}

/** The members of a list's response beside its entries. */
export function toPageMembers({ hasMore, unreadable }: Page<unknown>) {
  return { has_more: hasMore, ...(unreadable.length > 0 && { unreadable }) }
}

/** Throws `invalid_request` for a parameter, without its value. */
export function reject(field: string, rule: string): never {
  throw new ProblemError('invalid_request', { field, detail: `${field}: ${rule}` })
}

function rejectName(name: string, names: readonly string[]): never {
  const near = nearestName(name, names)
  const fix = near === undefined ? `Expected ${names.join(', ')}` : `Is ${near} meant?`
  if (isSafeToEcho(name)) reject(name, `unknown parameter. ${fix}`)
  throw new ProblemError('invalid_request', { detail: `The query has an unknown parameter. ${fix}` })
}
