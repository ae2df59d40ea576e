/** The connection to the host page, for as long as the component lives. */
import { useEffect, useEffectEvent, useRef } from 'react'
import type { FrameMessages, HostMessages } from '../../protocol/messages.js'
import type { Host, Receive } from './connectHost.js'

export type Connect = (receive: Receive) => Host

export type HostLink = {
  send: <Name extends keyof FrameMessages>(name: Name, payload: FrameMessages[Name]) => void
  /** The host page's origin, once it has answered the handshake. */
  peer: () => Promise<string>
}

export function useHost(connect: Connect, receive: Receive): HostLink {
  const host = useRef<Host>(null)
  const heard = useEffectEvent(
    <Name extends keyof HostMessages>(name: Name, payload: HostMessages[Name]): void => {
      receive[name](payload)
    },
  )
  const open = useEffectEvent(() =>
    connect({
      configure: (payload) => {
        heard('configure', payload)
      },
      fonts: (payload) => {
        heard('fonts', payload)
      },
      submit: (payload) => {
        heard('submit', payload)
      },
      focus: (payload) => {
        heard('focus', payload)
      },
      blur: (payload) => {
        heard('blur', payload)
      },
      clear: (payload) => {
        heard('clear', payload)
      },
    }),
  )

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
