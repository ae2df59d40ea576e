import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { LockIcon, Spinner } from './icons.js'
import { useMessages } from '../i18n/messages.js'

const SLOW_MS = 5000

type Props = { busy: boolean; canRetry: boolean; hidden: boolean; announce: (message: string) => void }

/** False in the document as it comes: without its script nothing can be submitted, and it shows. */
function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
}

/** Hidden where the host page has its own; it stays in the form, or Enter would submit nothing. */
export function SubmitButton({ busy, canRetry, hidden, announce }: Props) {
  const { button } = useMessages()
  const awake = useHydrated()
  const rest = canRetry ? button.again : button.submit
  return (
    <button type="submit" hidden={hidden} aria-disabled={busy || !awake}>
      {busy ? <Spinner /> : <LockIcon />}
      {busy ? <BusyLabel announce={announce} /> : rest}
    </button>
  )
}

/** Says that it goes on, once it takes long. */
function BusyLabel({ announce }: Pick<Props, 'announce'>) {
  const { button } = useMessages()
  const [slow, setSlow] = useState(false)
  const begin = useEffectEvent(() => {
    announce(button.busy)
  })
  const slowDown = useEffectEvent(() => {
    setSlow(true)
    announce(button.slow)
  })
  useEffect(() => {
    begin()
    const timer = setTimeout(() => {
      slowDown()
    }, SLOW_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [])
  return slow ? button.slow : button.busy
}
