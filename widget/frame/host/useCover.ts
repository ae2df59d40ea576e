import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { CoverQuestion } from '../../protocol/messages.js'
import type { HostLink } from './useHost.js'
import type { CoverWatch } from './watchCover.js'

/** The second press of a double click does not confirm. */
const DOUBLE_CLICK_MS = 500

/**
 * Before a form is sent that the page hides, its button asks once more. Where the browser can't tell what covers a frame,
 * nothing asks. `clock` is a monotonic clock in ms.
 */
export function useCover(watched: boolean, send: HostLink['send'], clock: () => number) {
  const watch = useRef<CoverWatch>(undefined)
  const [askedAt, setAskedAt] = useState<number>()
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
          setAskedAt(undefined)
        })
      })
      // Without the chunk the form is as in a browser that can't tell.
      .catch(() => undefined)
    return () => {
      stopped = true
      watch.current?.stop()
      watch.current = undefined
    }
  }, [watched])

  return {
    /** Whether the button asks. */
    asks: askedAt !== undefined,
    receive: (report: unknown) => watch.current?.receive(report),
    /** Whether a press asks in place of sending. */
    holdsSubmit: (): boolean => {
      if (askedAt !== undefined) return clock() - askedAt < DOUBLE_CLICK_MS
      if (!watch.current?.isHidden()) return false
      setAskedAt(clock())
      send('warning', watch.current.warning)
      return true
    },
  }
}
