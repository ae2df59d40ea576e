import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { LockIcon, Spinner } from './icons.js'
import { useMessages } from '../i18n/messages.js'

const SLOW_MS = 5000

type Props = { busy: boolean; again: boolean; hidden: boolean; announce: (sentence: string) => void }

/** False in the document as it comes: without its script nothing can be submitted, and it shows. */
function useAwake(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
}

/** Hidden where the host page has its own; it stays in the form, or Enter would submit nothing. */
export function SubmitButton({ busy, again, hidden, announce }: Props) {
  const { button } = useMessages()
  const awake = useAwake()
  const rest = again ? button.again : button.submit
  return (
    <button type="submit" hidden={hidden} aria-disabled={busy || !awake}>
      {busy ? <Spinner /> : <LockIcon />}
      {busy ? <Busy announce={announce} /> : rest}
    </button>
  )
}

/** Says that it goes on, once it takes long. */
function Busy({ announce }: Pick<Props, 'announce'>) {
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
