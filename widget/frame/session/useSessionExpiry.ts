import { useEffect, useEffectEvent } from 'react'
import { useWake } from '../host/useWake.js'
import type { OpenSession } from './openSession.js'

/** Calls back when the session expires, by the server's clock. */
export function useSessionExpiry(session: OpenSession | undefined, onExpiry: () => void): void {
  const expired = useEffectEvent(onExpiry)
  const left = () => (session ? Date.parse(session.expires_at) - session.now() : Infinity)
  useEffect(() => {
    if (!session) return
    const timer = setTimeout(expired, left())
    return () => {
      clearTimeout(timer)
    }
  }, [session])
  useWake(() => {
    if (left() <= 0) onExpiry()
  })
}
