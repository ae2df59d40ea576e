import { useEffect, useEffectEvent, useLayoutEffect, useRef, type RefObject } from 'react'

/**
 * Reports the height of the content, for the iframe. Waits until the form is rendered in its final look, so that the
 * height doesn't jump. `keeps`: the content stays at least as high as its frame is now, so that what follows it on the host
 * page does not move up to what the cardholder reads.
 */
export function useHeight(
  rendered: boolean,
  keeps: boolean,
  onHeight: (height: number) => void,
): RefObject<HTMLDivElement | null> {
  const content = useRef<HTMLDivElement>(null)
  const measured = useEffectEvent(onHeight)
  // Once, not as `100vh`: at a zoom where the frame's height is no whole number, that would grow without end.
  useLayoutEffect(() => {
    content.current?.style.setProperty('min-height', keeps ? `${Math.floor(innerHeight)}px` : '')
  }, [keeps])
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
