/** The connection to the host page, for as long as the component lives. */
import { useEffect, useEffectEvent, useRef } from 'react'
import type { FrameMessages } from '../protocol/messages.js'
import type { Host, Receive } from './host.js'

export type Connect = (receive: Receive) => Host

export type HostLink = {
  send: <Name extends keyof FrameMessages>(name: Name, payload: FrameMessages[Name]) => void
  /** The host page's origin, once it has answered the handshake. */
  peer: () => Promise<string>
}

export function useHost(connect: Connect, receive: Receive): HostLink {
  const host = useRef<Host>(null)
  const open = useEffectEvent(() =>
    connect({
      configure: (payload) => {
        configured(payload)
      },
      submit: (payload) => {
        submitted(payload)
      },
    }),
  )
  const configured = useEffectEvent(receive.configure)
  const submitted = useEffectEvent(receive.submit)

  useEffect(() => {
    const opened = open()
    host.current = opened
    return () => {
      opened.close()
    }
  }, [])

  return {
    send: (name, payload) => host.current?.send(name, payload),
    peer: () => host.current?.opened ?? Promise.reject(new Error('not connected')),
  }
}
