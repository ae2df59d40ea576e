import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { CoverQuestion } from '../../protocol/messages.js'
import type { HostLink } from './useHost.js'
import type { CoverWatch } from './watchCover.js'

/** A second press within this time is part of a double click, and does not confirm. */
const DOUBLE_CLICK_MS = 500

/**
 * If the page hides the form when the cardholder submits it, the button asks for a confirmation. This needs a browser
 * that can tell whether a frame is covered. `clock` is a monotonic clock in ms.
 */
export function useCover(watched: boolean, send: HostLink['send'], clock: () => number) {
  const watch = useRef<CoverWatch>(undefined)
  const [asks, setAsks] = useState(false)
  const askedAt = useRef(0)
  const ask = useEffectEvent((question: CoverQuestion) => {
    send('cover', question)
  })

  useEffect(() => {
    if (!watched || !('isVisible' in IntersectionObserverEntry.prototype)) return
    let stopped = false
    import('./watchCover.js')
      .then(({ watchCover }) => {
        if (stopped) return
        watch.current = watchCover(ask, () => {
          setAsks(false)
        })
      })
      // If the chunk doesn't load, the button never asks.
      .catch(() => undefined)
    return () => {
      stopped = true
      watch.current?.stop()
      watch.current = undefined
    }
  }, [watched])

  // Once the question is rendered, because on a slow device the second press of a double click waits for that.
  useEffect(() => {
    if (asks) askedAt.current = clock()
  }, [asks, clock])

  return {
    /** Whether the button shows the confirmation. */
    asks,
    receive: (report: unknown) => watch.current?.receive(report),
    /** Whether this press asks for a confirmation, and sends nothing. */
    holdsSubmit: (): boolean => {
      if (asks) return clock() - askedAt.current < DOUBLE_CLICK_MS
      if (!watch.current?.isHidden()) return false
      setAsks(true)
      send('warning', watch.current.warning)
      return true
    },
  }
}
