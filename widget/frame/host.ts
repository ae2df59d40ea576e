/** The frame's end of the door to the host page. */
import * as z from 'zod/mini'
import { connect, type Connection } from '../protocol/connect.js'
import type { FrameMessages, HostMessages } from '../protocol/messages.js'

export type Host = Connection<FrameMessages>
export type Receive = { [Name in keyof HostMessages]: (payload: HostMessages[Name]) => void }

const payloads = {
  configure: z.strictObject({ submitButton: z.boolean() }),
  submit: z.strictObject({}),
} satisfies { [Name in keyof HostMessages]: z.ZodMiniType<HostMessages[Name]> }

type Options = { remote: Window; origins: string[]; nonce: string; receive: Receive }

/** Connects to the host page; a message that doesn't meet its schema is dropped. */
export function connectHost({ receive, ...options }: Options): Host {
  return connect<FrameMessages, HostMessages>({
    ...options,
    receive: {
      configure: checked('configure', receive.configure),
      submit: checked('submit', receive.submit),
    },
  })
}

function checked<Name extends keyof HostMessages>(name: Name, handle: Receive[Name]): Receive[Name] {
  return (payload) => {
    if (payloads[name].safeParse(payload).success) handle(payload)
  }
}
