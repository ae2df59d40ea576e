/** The published entry `ingo-capture/react`: the form as a component of React 18 or newer. */
import { forwardRef, useEffect, useImperativeHandle, useMemo, useRef, type CSSProperties } from 'react'
import { create, type Capture as HostedCapture } from './capture.js'
import { eventNames, handlerNames, type CaptureEvents } from './events.js'
import { heightOfUrl } from './height.js'
import type { CaptureOptions } from './options.js'

type Handlers = {
  [Name in keyof CaptureEvents as (typeof handlerNames)[Name]]?: (payload: CaptureEvents[Name]) => void
}

export type CaptureProps = CaptureOptions & Handlers & { className?: string; style?: CSSProperties }

/** What a `ref` can ask of the form. */
export type CaptureHandle = Pick<HostedCapture, 'submit' | 'focus' | 'blur' | 'clear'>

/** The width to reserve a height for where none is known: on the server. */
const USUAL_WIDTH = 600

/**
 * The form of the session at `url`. Looks, language, sentences and handlers change live; another `url`,
 * `title`, `fonts` or `submitButton` is another form, and what was typed is gone.
 */
export const Capture = forwardRef<CaptureHandle, CaptureProps>(function Capture(props, ref) {
  const { url, title, fonts, submitButton, appearance, locale, messages, className, style } = props
  const host = useRef<HTMLDivElement>(null)
  const placeholder = useRef<SVGSVGElement>(null)
  const latest = useRef<Handlers>(props)
  const leaving = useRef<HostedCapture | undefined>(undefined)

  // Compared by what they say: objects written in JSX are new ones at each rendering.
  const form = JSON.stringify([url, title, fonts, submitButton])
  const capture = useMemo(
    () => create({ url, title, fonts, submitButton, appearance, locale, messages }),
    [form],
  )
  const looks = JSON.stringify([appearance, locale, messages])
  const shown = useRef(looks)

  useEffect(() => {
    latest.current = props
  })

  useEffect(() => {
    if (shown.current === looks) return
    shown.current = looks
    capture.update({ appearance, locale, messages })
  }, [capture, looks])

  useEffect(() => {
    const { current: element } = host
    if (!element) return
    const undo = eventNames.map((name) =>
      capture.on(name, (payload) => {
        const handle = latest.current[handlerNames[name]] as ((given: unknown) => void) | undefined
        handle?.(payload)
      }),
    )
    if (leaving.current !== capture) {
      leaving.current?.unmount()
      capture.mount(element)
      hide(placeholder.current, true)
    }
    leaving.current = undefined
    return () => {
      for (const off of undo) off()
      // StrictMode ends every effect and begins it again at once: a form that stayed keeps what was typed.
      leaving.current = capture
      queueMicrotask(() => {
        if (leaving.current !== capture) return
        leaving.current = undefined
        capture.unmount()
        hide(placeholder.current, false)
      })
    }
  }, [capture])

  useImperativeHandle(ref, () => {
    const { submit, focus, blur, clear } = capture
    return { submit, focus, blur, clear }
  }, [capture])

  // An attribute of an SVG, since a page's policy may forbid the style attribute that a server would write.
  const height = heightOfUrl(url, USUAL_WIDTH, { submitButton, appearance })
  return (
    <div ref={host} className={className} style={style}>
      <svg ref={placeholder} width="100%" height={height} aria-hidden="true" />
    </div>
  )
})

function hide(element: SVGSVGElement | null, hidden: boolean): void {
  if (element) element.style.display = hidden ? 'none' : 'block'
}
