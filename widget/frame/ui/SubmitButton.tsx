import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { LockIcon, Spinner } from './icons.js'
import { useMessages } from '../i18n/messages.js'

/** How long a submit takes before the form says so, in ms. */
const SLOW_MS = 8000

type Props = {
  busy: boolean
  canRetry: boolean
  /** The page hides the form: the button asks once more. */
  asks: boolean
  hidden: boolean
  announce: (message: string) => void
}

/** False in the prerendered document: until hydration a submit does nothing, and the button shows that. */
function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
}

/** The submit button. The live region says `slowNote` too, so that assistive technology skips it here. Hidden when the host page has its own, but still in the form, because Enter needs it to submit. */
export function SubmitButton({ busy, canRetry, asks, hidden, announce }: Props) {
  const { button, slowNote } = useMessages()
  const hydrated = useHydrated()
  const isSlow = useProgress(busy, announce)
  const label = asks ? button.covered : canRetry ? button.again : button.submit
  return (
    <div className="submit">
      {isSlow && (
        <p className="slow" aria-hidden="true">
          {slowNote}
        </p>
      )}
      <button type="submit" hidden={hidden} aria-disabled={busy || !hydrated}>
        {busy ? <Spinner /> : <LockIcon />}
        <span>{busy ? (isSlow ? button.slow : button.busy) : label}</span>
      </button>
    </div>
  )
}

/** Announces that a submit is in flight, and after `SLOW_MS` that it takes longer. Returns whether it does. */
function useProgress(busy: boolean, announce: Props['announce']): boolean {
  const { button, slowNote } = useMessages()
  const [isSlow, setSlow] = useState(false)
  const announceBusy = useEffectEvent(() => {
    announce(button.busy)
  })
  const showSlow = useEffectEvent(() => {
    setSlow(true)
    announce(slowNote)
  })
  useEffect(() => {
    if (!busy) return
    announceBusy()
    const timer = setTimeout(showSlow, SLOW_MS)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [busy])
  return isSlow
}
