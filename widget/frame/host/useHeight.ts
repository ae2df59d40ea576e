import { useEffect, useEffectEvent, useRef, type RefObject } from 'react'

/**
 * Reports the height of the content, for the iframe. Waits until the form is rendered in its final look, so that the
 * height doesn't jump.
 */
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
      // The height is 0 while the host page hides the frame: keep the last one.
      if (height > 0) measured(height)
    })
    observer.observe(content.current)
    return () => {
      observer.disconnect()
    }
  }, [rendered])
  return content
}
