/**
 * Changes the simulator's settings over HTTP: `PUT /scenarios/next`, `/clock` and `/reviews`. The
 * requests need no signature.
 */
import * as z from 'zod/mini'
import type { NextScenario } from './nextScenario.js'
import { parseJson } from './parseRequest.js'
import type { Reviews } from './reviews.js'
import { findScenario } from './scenarios.js'

/** `http` is the HTTP status. A rejection names the field, the rule and the fix, never the value. */
export type ControlReply = { http: number; body: Record<string, unknown> }
export type Control = {
  /** The paths of the PUT requests, each with the function that parses and applies a body. */
  settings: ReadonlyMap<string, ApplySetting>
}
type ApplySetting = (body: Buffer) => ControlReply | Promise<ControlReply>

/** Ten years. A date after the year 9999 would have another format. */
const MAX_OFFSET_S = 315_360_000

const nextBody = z.strictObject({
  scenario: z.nullable(z.string().check(z.refine((id) => findScenario(id) !== undefined))),
})
const clockBody = z.strictObject({
  offset_s: z.int().check(z.minimum(-MAX_OFFSET_S), z.maximum(MAX_OFFSET_S)),
})

/** For each field, the rule and the fix. */
const rules = {
  scenario:
    'should be the id of a scenario, such as "declined", or null for none. GET /scenarios lists the ids',
  offset_s: `should be a whole number of seconds from -${MAX_OFFSET_S} to ${MAX_OFFSET_S}, such as 600. Send 0 for the real time`,
}

/** A clock that can be moved. `now` is the real time, in ms since 1970. */
export function createClock(now: () => number) {
  let offset_s = 0
  return {
    now: () => now() + offset_s * 1000,
    move: (seconds: number) => void (offset_s = seconds),
  }
}

/** Creates the settings of one simulator. */
export function createControl(
  clock: ReturnType<typeof createClock>,
  next: NextScenario,
  reviews: Pick<Reviews, 'sendDue' | 'end'>,
): Control {
  return {
    settings: new Map<string, ApplySetting>([
      [
        '/scenarios/next',
        (body: Buffer) =>
          apply(nextBody, 'scenario', body, ({ scenario }) => {
            next.set(scenario === null ? undefined : findScenario(scenario))
            return { scenario }
          }),
      ],
      [
        '/clock',
        async (body: Buffer) => {
          const reply = apply(clockBody, 'offset_s', body, ({ offset_s }) => {
            clock.move(offset_s)
            return { offset_s, now: new Date(clock.now()).toISOString() }
          })
          const ended = await reviews.sendDue()
          return ended.length === 0 ? reply : { ...reply, body: { ...reply.body, reviews: ended } }
        },
      ],
      ['/reviews', reviews.end],
    ]),
  }
}

/** Parses a body that has only `field`, and applies its value. Replies with the new setting, or with the broken rule. */
function apply<T>(
  schema: z.ZodMiniType<T>,
  field: keyof typeof rules,
  body: Buffer,
  set: (value: T) => Record<string, unknown>,
): ControlReply {
  const json = parseJson(body)
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return rejection(`body: should be a JSON object with the key "${field}". ${field} ${rules[field]}`)
  }
  const unknown = Object.keys(json).some((key) => key !== field)
  if (unknown) return rejection(`body: should have no key but "${field}". Remove the others`)
  const parsed = schema.safeParse(json)
  return parsed.success
    ? { http: 200, body: set(parsed.data) }
    : rejection(`${field}: ${Object.hasOwn(json, field) ? '' : 'is missing. It '}${rules[field]}`)
}

function rejection(client_message: string): ControlReply {
  return { http: 400, body: { status: 400, client_message } }
}
