/** The published entry `ingo-capture/react`: the form as a component of React 18 or newer. */
import {
  forwardRef,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  type CSSProperties,
  type DetailedHTMLProps,
  type HTMLAttributes,
} from 'react'
import { create, type Capture as HostedCapture } from './capture.js'
import type { IngoCaptureElement } from './element.js'
import { eventNames, handlerNames, type CaptureEvents } from './events.js'
import type { CaptureOptions } from './options.js'
import { Placeholder } from './placeholder.js'

type Handlers = {
  [Name in keyof CaptureEvents as (typeof handlerNames)[Name]]?: (payload: CaptureEvents[Name]) => void
}

export type CaptureProps = CaptureOptions & Handlers & { className?: string; style?: CSSProperties }

/** What a `ref` can ask of the form. */
export type CaptureHandle = Pick<HostedCapture, 'submit' | 'focus' | 'blur' | 'clear'>

/**
 * The form of the session at `url`. Looks, language, sentences and handlers change live; another `url`,
 * `title`, `fonts` or `submitButton` is another form, and what was typed is gone.
 */
export const Capture = forwardRef<CaptureHandle, CaptureProps>(function Capture(props, ref) {
  const { url, title, fonts, submitButton, appearance, locale, messages, className, style } = props
  const host = useRef<HTMLDivElement>(null)
  const placeholder = useRef<HTMLDivElement>(null)
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

  // Only to what has a handler: what nobody listens to has to be told in another way.
  const heard = eventNames.filter((name) => props[handlerNames[name]])
  useEffect(() => {
    const undo = heard.map((name) =>
      capture.on(name, (payload) => {
        const handle = latest.current[handlerNames[name]] as ((given: unknown) => void) | undefined
        handle?.(payload)
      }),
    )
    return () => {
      for (const off of undo) off()
    }
  }, [capture, heard.join()])

  useEffect(() => {
    const { current: element } = host
    if (!element) return
    if (leaving.current !== capture) {
      leaving.current?.unmount()
      try {
        capture.mount(element)
        hide(placeholder.current, true)
      } catch (error) {
        // A root outside the document: an error thrown here would take the whole tree down.
        reportError(error)
      }
    }
    leaving.current = undefined
    return () => {
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

  return (
    <div ref={host} className={className} style={style}>
      <Placeholder ref={placeholder} url={url} configuration={{ submitButton, appearance }} />
    </div>
  )
})

Capture.displayName = 'Capture'

function hide(element: HTMLElement | null, hidden: boolean): void {
  if (element) element.style.display = hidden ? 'none' : 'block'
}

type ElementProps = DetailedHTMLProps<HTMLAttributes<IngoCaptureElement>, IngoCaptureElement> &
  Partial<Pick<CaptureOptions, 'url' | 'locale' | 'appearance' | 'messages' | 'fonts'>> & {
    name?: string
    'submit-button'?: 'true' | 'false'
  } & { [Name in keyof CaptureEvents as `on${Name}`]?: (event: CustomEvent<CaptureEvents[Name]>) => void }

// For those who write the custom element in TSX: of React 19, handlers are `ontoken` and the like.
declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- React's own
  namespace JSX {
    // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- React's own
    interface IntrinsicElements {
      'ingo-capture': ElementProps
    }
  }
}
