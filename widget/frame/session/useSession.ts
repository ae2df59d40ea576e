import { useEffect, useEffectEvent } from 'react'
import type { HostLink } from '../host/useHost.js'
import type { ApiResult, Rejection } from './api.js'
import { openSession, type OpenSession } from './openSession.js'

type Options = {
  /** The latest: a new session that takes the place of another is open already. */
  sealed: string
  hostOrigin: HostLink['hostOrigin']
  /** A monotonic clock in ms. */
  clock: () => number
  /** A new key opens the session again. */
  reloadKey: number
  onOpen: (session: OpenSession) => void
  onFailure: (rejection: Rejection) => void
}

/** Opens the session on mount, and again with each new `reloadKey`. */
export function useSession({ sealed, hostOrigin, clock, reloadKey, onOpen, onFailure }: Options): void {
  const start = useEffectEvent(() => openSession(sealed, hostOrigin(), clock))
  const opened = useEffectEvent((result: ApiResult<OpenSession>) => {
    if ('value' in result) onOpen(result.value)
    else onFailure(result)
  })

  useEffect(() => {
    let stopped = false
    start()
      .then((result) => {
        if (!stopped) opened(result)
      })
      // The connection to the host page is closed: there is nothing to report to.
      .catch(() => undefined)
    return () => {
      stopped = true
    }
  }, [reloadKey])
}
