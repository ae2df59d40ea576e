import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { LockIcon, Spinner } from './icons.js'
import { useMessages } from '../i18n/messages.js'

const SLOW_MS = 5000

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

/** The submit button. Hidden when the host page has its own, but still in the form, because Enter needs it to submit. */
export function SubmitButton({ busy, canRetry, asks, hidden, announce }: Props) {
  const { button } = useMessages()
  const hydrated = useHydrated()
  const label = asks ? button.covered : canRetry ? button.again : button.submit
  return (
    <button type="submit" hidden={hidden} aria-disabled={busy || !hydrated}>
      {busy ? <Spinner /> : <LockIcon />}
      <span>{busy ? <BusyLabel announce={announce} /> : label}</span>
    </button>
  )
}

/** The label during a submit. Changes, and is announced again, once the submit takes longer than `SLOW_MS`. */
function BusyLabel({ announce }: Pick<Props, 'announce'>) {
  const { button } = useMessages()
  const [slow, setSlow] = useState(false)
  const announceBusy = useEffectEvent(() => {
    announce(button.busy)
  })
  const showSlow = useEffectEvent(() => {
    setSlow(true)
    announce(button.slow)
  })
  useEffect(() => {
    announceBusy()
    const timer = setTimeout(showSlow, SLOW_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [])
  return slow ? button.slow : button.busy
}
