/** The frame's end of the connection to the host page. */
import * as z from 'zod/mini'
import { connect, type Connection } from '../../protocol/connect.js'
import type { Appearance, Backdrop, FontData, MessageOverrides } from '../../protocol/appearance.js'
import type { CoverReport, FieldName, FrameMessages, HostMessages } from '../../protocol/messages.js'

/** The connection, as the frame uses it. */
export type HostConnection = Connection<FrameMessages>
/** A handler for each message of the host page. */
export type HostHandlers = { [Name in keyof HostMessages]: (payload: HostMessages[Name]) => void }

/** Used instead of `z.record` and `z.instanceof`, which would make the card's script larger. */
function isObject(value: unknown): boolean {
  return Object(value) === value
}

/** Used instead of `z.tuple`, which would make the card's script larger. */
function isBackdrop(value: unknown): boolean {
  return Array.isArray(value) && typeof value[0] === 'string'
}

const nothing = z.strictObject({})
/** Every message's schema. The values inside appearance, messages, fonts and cover are validated where they are applied. */
const schemas: { [Name in keyof HostMessages]: z.ZodMiniType<HostMessages[Name]> } = {
  configure: z.strictObject({
    submitButton: z.optional(z.boolean()),
    appearance: z.optional(z.custom<Appearance>(isObject)),
    locale: z.optional(z.string()),
    messages: z.optional(z.custom<MessageOverrides>(isObject)),
    backdrop: z.optional(z.custom<Backdrop>(isBackdrop)),
  }),
  fonts: z.strictObject({
    fonts: z
      .array(
        z.strictObject({
          family: z.string(),
          weight: z.optional(z.string()),
          style: z.optional(z.custom<FontData['style']>()),
          bytes: z.custom<ArrayBuffer>(),
        }),
      )
      .check(z.maxLength(8)),
  }),
  submit: nothing,
  focus: z.strictObject({ field: z.optional(z.custom<FieldName>()) }),
  blur: nothing,
  clear: nothing,
  cover: z.custom<CoverReport>(),
  renew: z.strictObject({ url: z.optional(z.custom()) }),
}

const names = Object.keys(schemas) as (keyof HostMessages)[]

type Options = { remote: Window; origins: string[]; nonce: string; receive: HostHandlers }

/** Connects to the host page. A message that doesn't match its schema is dropped. */
export function connectHost({ receive, ...options }: Options): HostConnection {
  function validated<Name extends keyof HostMessages>(name: Name): HostHandlers[Name] {
    return ((payload: HostMessages[Name]) => {
      const result = schemas[name].safeParse(payload)
      if (result.success) receive[name](result.data)
    }) as HostHandlers[Name]
  }

  return connect<FrameMessages, HostMessages>({
    ...options,
    // An older SDK doesn't know this message. It counts as an answer without a session.
    onUndelivered: (name) => {
      if (name === 'renew') receive.renew({})
    },
    receive: Object.fromEntries(names.map((name) => [name, validated(name)])) as HostHandlers,
  })
}
