import { useEffect, useEffectEvent, useState, useSyncExternalStore, type MouseEvent } from 'react'
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

/** The submit button. The live region says why the form is locked too, so that assistive technology skips it here. Hidden when the host page has its own, but still in the form, because Enter needs it to submit. */
export function SubmitButton({ busy, canRetry, asks, hidden, announce }: Props) {
  const { button, slowNote, waitNote } = useMessages()
  const hydrated = useHydrated()
  const isSlow = useProgress(busy, announce)
  const label = asks ? button.covered : canRetry ? button.again : button.submit
  return (
    <div className="submit">
      {busy && (
        <p className="note wait" aria-hidden="true">
          {isSlow ? slowNote : waitNote}
        </p>
      )}
      <button type="submit" hidden={hidden} aria-disabled={busy || !hydrated} onClick={submitAnyway}>
        {busy ? <Spinner /> : <LockIcon />}
        <span>{busy ? (isSlow ? button.slow : button.busy) : label}</span>
      </button>
    </div>
  )
}

/**
 * After a press, also by Enter: in a page whose sandbox has no `allow-forms` the browser ignores the button, and the form gets
 * no event. Then it gets one from here.
 */
function submitAnyway({ currentTarget: { form } }: MouseEvent<HTMLButtonElement>): void {
  const timer = setTimeout(() =>
    form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })),
  )
  const stop = () => {
    clearTimeout(timer)
  }
  form?.addEventListener('submit', stop, { once: true })
}

/** Announces that a submit is in flight and locks the form, and after `SLOW_MS` that it takes longer. Returns whether it does. */
function useProgress(busy: boolean, announce: Props['announce']): boolean {
  const { button, slowNote, waitNote } = useMessages()
  const [isSlow, setSlow] = useState(false)
  const announceProgress = useEffectEvent(() => {
    announce(isSlow ? slowNote : `${button.busy} ${waitNote}`)
  })
  useEffect(() => {
    if (busy) announceProgress()
  }, [busy, isSlow])
  useEffect(() => {
    if (!busy) return
    const timer = setTimeout(setSlow, SLOW_MS, true)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [busy])
  return isSlow
}
