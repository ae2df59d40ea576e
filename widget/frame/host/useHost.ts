/** The connection to the host page, for as long as the component lives. */
import { useEffect, useEffectEvent, useRef } from 'react'
import type { FrameMessages, HostMessages } from '../../protocol/messages.js'
import type { HostConnection, HostHandlers } from './connectHost.js'

export type Connect = (receive: HostHandlers) => HostConnection

export type HostLink = {
  send: <Name extends keyof FrameMessages>(name: Name, payload: FrameMessages[Name]) => void
  /** The host page's origin, once it has answered the handshake. */
  hostOrigin: () => Promise<string>
}

export function useHost(connect: Connect, receive: HostHandlers): HostLink {
  const host = useRef<HostConnection>(null)
  const dispatch = useEffectEvent(
    <Name extends keyof HostMessages>(name: Name, payload: HostMessages[Name]): void => {
      receive[name](payload)
    },
  )
  const open = useEffectEvent(() =>
    connect({
      configure: (payload) => {
        dispatch('configure', payload)
      },
      fonts: (payload) => {
        dispatch('fonts', payload)
      },
      submit: (payload) => {
        dispatch('submit', payload)
      },
      focus: (payload) => {
        dispatch('focus', payload)
      },
      blur: (payload) => {
        dispatch('blur', payload)
      },
      clear: (payload) => {
        dispatch('clear', payload)
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
    hostOrigin: () => host.current?.opened ?? Promise.reject(new Error('not connected')),
  }
}
