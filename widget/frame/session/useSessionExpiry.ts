import { useEffect, useEffectEvent, useRef, type RefObject } from 'react'
import { useWake } from '../host/useWake.js'
import type { OpenSession } from './openSession.js'

/** How long before a session's end another one is asked for, in ms, but not in the first half of its time. */
const RENEW_BEFORE_MS = 60_000
const MIN_WAIT_MS = 20

type Ends = {
  /** The session's end is near. Called once for a session. */
  onDue: () => void
  onExpiry: () => void
}

/**
 * Calls back before a session ends, and when it does, by the server's clock. Not while it `isHeld`: then once it is no more.
 * Nor while it `isSending`, which says so before the next rendering.
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
    // A timer may fire a fraction of a millisecond early, and the clock may be set back: then it is set anew.
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
