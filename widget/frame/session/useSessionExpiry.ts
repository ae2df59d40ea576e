import { useEffect, useEffectEvent } from 'react'
import type { OpenSession } from './openSession.js'

/** Calls back when the session expires, by the server's clock. */
export function useSessionExpiry(session: OpenSession | undefined, onExpiry: () => void): void {
  const expired = useEffectEvent(onExpiry)
  useEffect(() => {
    if (!session) return
    const timer = setTimeout(expired, Date.parse(session.expires_at) - session.now())
    return () => {
      clearTimeout(timer)
    }
  }, [session])
}
