import { useEffect, useEffectEvent, useLayoutEffect, useRef, type RefObject } from 'react'

/**
 * Reports the height of the content, for the iframe. Waits until the form has its final appearance, so that the height
 * doesn't jump. `keeps`: the content stays at least as high as the frame is now, so that the host page's content below
 * the frame does not move up.
 */
export function useHeight(
  rendered: boolean,
  keeps: boolean,
  onHeight: (height: number) => void,
): RefObject<HTMLDivElement | null> {
  const content = useRef<HTMLDivElement>(null)
  const measured = useEffectEvent(onHeight)
  // A fixed height, not `100vh`: with a zoom at which the frame's height is a fraction, `100vh` would grow endlessly.
  useLayoutEffect(() => {
    content.current?.style.setProperty('min-height', keeps ? `${Math.floor(innerHeight)}px` : '')
  }, [keeps])
  useEffect(() => {
    if (!rendered || !content.current) return
    const observer = new ResizeObserver(([entry]) => {
      const height = Math.ceil(entry?.borderBoxSize[0]?.blockSize ?? 0)
      // The height is 0 while the host page hides the frame. Keep the last height then.
      if (height > 0) measured(height)
    })
    observer.observe(content.current)
    return () => {
      observer.disconnect()
    }
  }, [rendered])
  return content
}
