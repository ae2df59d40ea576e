import { useEffect, useEffectEvent, useRef, type RefObject } from 'react'
import { useWake } from '../host/useWake.js'
import type { OpenSession } from './openSession.js'

/** How long before its end a session is renewed, in ms. A short session is renewed after half of its time. */
const RENEW_BEFORE_MS = 60_000
const MIN_WAIT_MS = 20

type Ends = {
  /** Called once for each session, when its end is near. */
  onDue: () => void
  onExpiry: () => void
}

/**
 * Calls back before a session ends, and when it ends, by the server's clock. While `isHeld` or `isSending` is true, the
 * call waits. `isSending` is a ref, because it changes before the next rendering.
 */
export function useSessionExpiry(
  session: OpenSession | undefined,
  isHeld: boolean,
  isSending: RefObject<boolean>,
  ends: Ends,
): void {
  const left = () => (session ? Date.parse(session.expires_at) - session.now() : Infinity)
  const due = useRef<OpenSession>(undefined)
  const check = useEffectEvent(() => {
    if (isHeld || isSending.current) return
    const now = left()
    if (now <= 0) ends.onExpiry()
    else if (session && session !== due.current && now <= lead(session)) {
      due.current = session
      ends.onDue()
    }
  })
  useEffect(() => {
    if (!session || isHeld) return
    let timer = 0
    // Set the timer again until the end, because it may fire a fraction of a millisecond early, or the clock is set back.
    const wait = () => {
      const ahead = session === due.current ? left() : left() - lead(session)
      timer = window.setTimeout(
        () => {
          check()
          if (left() > 0) wait()
        },
        Math.max(ahead, MIN_WAIT_MS),
      )
    }
    wait()
    return () => {
      clearTimeout(timer)
    }
  }, [session, isHeld])
  useWake(check)
}

function lead({ expires_at, server_time }: OpenSession): number {
  return Math.min(RENEW_BEFORE_MS, (Date.parse(expires_at) - Date.parse(server_time)) / 2)
}
