/** `GET /v1/shapes`: undocumented parts of the gateway's responses. It has names and types, never a value. */
import * as z from 'zod/mini'

/** The types of JSON (RFC 8259, 3). */
export const jsonTypes = ['string', 'number', 'boolean', 'null', 'object', 'array'] as const
export type JsonType = (typeof jsonTypes)[number]

/**
 * A key's path, such as `data.issuers[].credit_info.min`. A name that may hold data is `*`, and an element of an array
 * is `[]`.
 */
const path = z.string().check(z.regex(/^[A-Za-z_0-9.*[\]]{1,400}$/))

/**
 * One undocumented key, or a documented key with another type. `count` is the number of responses that had it. The
 * operation `webhook` stands for what Ingo sends by itself.
 */
const shape = z.object({
  operation: z.string().check(z.regex(/^(?:verify--[a-z-]{1,40}|webhook)$/)),
  path,
  type: z.enum(jsonTypes),
  count: z.int(),
  first_seen: z.iso.datetime(),
})

/** `overflow` counts the findings that no longer fit in the list. */
export const shapeList = z.object({ shapes: z.array(shape), overflow: z.int() })
export type ShapeList = z.infer<typeof shapeList>
