import { useEffect, useEffectEvent } from 'react'

/** The `keyCode` of a key that an input method takes. Safari sends it after the composition, when `isComposing` is false again. */
const INPUT_METHOD = 229

/** Calls back for Escape anywhere in the frame: the host page may close the dialog that contains it. */
export function useEscape(onEscape: () => void): void {
  const escaped = useEffectEvent(onEscape)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- Safari gives no other sign
      if (event.key === 'Escape' && !event.isComposing && event.keyCode !== INPUT_METHOD) escaped()
    }
    document.addEventListener('keydown', listen)
    return () => {
      document.removeEventListener('keydown', listen)
    }
  }, [])
}
