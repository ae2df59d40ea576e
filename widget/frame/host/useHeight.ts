/** Tells the host page how high the content is, once it looks as it will: a height before that would be a jump. */
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react'

export function useHeight(
  rendered: boolean,
  onHeight: (height: number) => void,
): RefObject<HTMLDivElement | null> {
  const content = useRef<HTMLDivElement>(null)
  const measured = useEffectEvent(onHeight)
  useEffect(() => {
    if (!rendered || !content.current) return
    const observer = new ResizeObserver(([entry]) => {
      const height = Math.ceil(entry?.borderBoxSize[0]?.blockSize ?? 0)
      // A host page that hides the frame for a while doesn't want it back without height.
      if (height > 0) measured(height)
    })
    observer.observe(content.current)
    return () => {
      observer.disconnect()
    }
  }, [rendered])
  return content
}
