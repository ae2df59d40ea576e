/** The frame's end of the door to the host page. */
import * as z from 'zod/mini'
import { connect, type Connection } from '../protocol/connect.js'
import type { FrameMessages, HostMessages } from '../protocol/messages.js'

export type Host = Connection<FrameMessages>
export type Receive = { [Name in keyof HostMessages]: (payload: HostMessages[Name]) => void }

const configure = z.strictObject({ submitButton: z.boolean() })
const submit = z.strictObject({})

type Options = { remote: Window; origins: string[]; nonce: string; receive: Receive }

/** Connects to the host page; a message that doesn't meet its schema is dropped. */
export function connectHost({ receive, ...options }: Options): Host {
  return connect<FrameMessages, HostMessages>({
    ...options,
    receive: {
      configure: (payload) => {
        if (configure.safeParse(payload).success) receive.configure(payload)
      },
      submit: (payload) => {
        if (submit.safeParse(payload).success) receive.submit(payload)
      },
    },
  })
}
