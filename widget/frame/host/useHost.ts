/** The connection to the host page, open while the component is mounted. */
import { useEffect, useEffectEvent, useRef } from 'react'
import type { HostMessages } from '../../protocol/messages.js'
import type { HostConnection, HostHandlers } from './connectHost.js'

/** Opens a connection with the given handlers. */
export type Connect = (receive: HostHandlers) => HostConnection

/** The part of the connection that the form uses. */
export type HostLink = {
  send: HostConnection['send']
  /** Resolves to the host page's origin after the handshake. */
  hostOrigin: () => Promise<string>
}

/** Connects on mount and closes on unmount. The handlers may change with each rendering. */
export function useHost(connect: Connect, receive: HostHandlers): HostLink {
  const host = useRef<HostConnection>(null)
  const dispatch = useEffectEvent(
    <Name extends keyof HostMessages>(name: Name, payload: HostMessages[Name]): void => {
      receive[name](payload)
    },
  )
  const open = useEffectEvent(() => {
    const names = Object.keys(receive) as (keyof HostMessages)[]
    const handlers = names.map((name) => [
      name,
      (payload: never) => {
        dispatch(name, payload)
      },
    ])
    return connect(Object.fromEntries(handlers) as HostHandlers)
  })

  useEffect(() => {
    const opened = open()
    host.current = opened
    return () => {
      opened.close()
    }
  }, [])

  return {
    send: (...message) => host.current?.send(...message),
    hostOrigin: () => host.current?.opened ?? Promise.reject(new Error('not connected')),
  }
}
