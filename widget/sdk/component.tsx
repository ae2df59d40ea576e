/** The React component. Its `create` is an argument: the SDK's, or the fake of `ingo-capture/testing/react`. */
import {
  forwardRef,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  type ForwardRefExoticComponent,
  type RefAttributes,
} from 'react'
import { readUrl, type Capture as HostedCapture, type create as createHosted } from './capture.js'
import { missingUrlError } from './error.js'
import { eventNames, handlerNames } from './events.js'
import type { CaptureHandlers } from './handlers.js'
import { pickHostAttributes, type HostAttributes } from './hostAttributes.js'
import { checkSettings, type CaptureOptions, type CaptureUpdate } from './options.js'
import { Placeholder } from './placeholder.js'
import { reportUncaught } from './reportUncaught.js'

/**
 * The options of `create`, a handler for each event, and attributes of the element around the form: id, class, style,
 * role, `data-*` and `aria-*`. Until there is a `url`, the placeholder is shown.
 */
export type CaptureProps = Omit<CaptureOptions, 'url' | 'renew'> &
  CaptureHandlers &
  HostAttributes & {
    /** The session's `url`, made by your backend. While it is undefined, null or empty, the placeholder is shown. */
    url?: string | null | undefined
    /** The option `renew`: resolves to the url of a new session. Don't change the prop `url` too: that makes a new form. */
    onRenew?: CaptureOptions['renew']
  }

/** The value of a `ref`: the methods that an event handler of the page may need. */
export type CaptureHandle = Pick<HostedCapture, 'submit' | 'focus' | 'blur' | 'clear'>

/** A url that names no fields. It gives the placeholder the height of the default form, a card with an address. */
const ANY_CARD = 'https://capture.invalid/'

/** The value of a `ref` while there is no url. */
const waiting: CaptureHandle = {
  submit: () => Promise.reject(missingUrlError()),
  focus: () => undefined,
  blur: () => undefined,
  clear: () => undefined,
}

export function createComponent(
  create: typeof createHosted,
): ForwardRefExoticComponent<CaptureProps & RefAttributes<CaptureHandle>> {
  const Component = forwardRef<CaptureHandle, CaptureProps>(function Capture(props, ref) {
    const { url } = props
    const { title, fonts, submitButton, ...updatable } = copySettings(props)
    const renew = useLatest(props.onRenew)
    // Compared as JSON: object literals in JSX are new objects at each rendering.
    const form = JSON.stringify([url, title, fonts, submitButton])
    const latest = useRef<{ url: string; capture: HostedCapture }>(undefined)
    const capture = useMemo(() => {
      if (!url) return undefined
      // A renewal may have replaced the session of `url`. Then the next form uses the new session.
      const session = latest.current?.url === url ? readUrl(latest.current.capture) : undefined
      return create({ url: session ?? url, title, fonts, submitButton, renew, ...updatable })
    }, [form])
    useEffect(() => {
      latest.current = url && capture ? { url, capture } : undefined
    }, [url, capture])
    useUpdates(capture, updatable)
    useHandlers(capture, props)
    const { host, placeholder } = useMount(capture)
    useImperativeHandle(ref, () => {
      const { submit, focus, blur, clear } = capture ?? waiting
      return { submit, focus, blur, clear }
    }, [capture])

    return (
      <div {...pickHostAttributes(props)} ref={host}>
        <Placeholder ref={placeholder} url={url || ANY_CARD} configuration={{ submitButton, ...updatable }} />
      </div>
    )
  })
  Component.displayName = 'Capture'
  return Component
}

/** Copies the settings from the props. Throws a TypeError that names an invalid one. */
function copySettings({ title, fonts, submitButton, appearance, locale, messages }: CaptureProps) {
  return checkSettings({ title, fonts, submitButton, appearance, locale, messages })
}

/** Updates the form when one of its live options changes. */
function useUpdates(capture: HostedCapture | undefined, options: CaptureUpdate): void {
  const json = JSON.stringify(options)
  const sent = useRef(json)
  useEffect(() => {
    if (sent.current === json) return
    sent.current = json
    capture?.update(options)
  }, [capture, json])
}

/** Returns a function that calls the `call` of the latest rendering, if there is one. */
function useLatest(call: CaptureOptions['renew']): CaptureOptions['renew'] {
  const latest = useRef(call)
  useEffect(() => {
    latest.current = call
  })
  return () => latest.current?.()
}

/** Calls the handlers of the latest rendering. */
function useHandlers(capture: HostedCapture | undefined, handlers: CaptureHandlers): void {
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })

  // Events without a handler are not listened to, so that the capture reports their errors as uncaught.
  const handled = eventNames.filter((name) => handlers[handlerNames[name]])
  useEffect(() => {
    const undo = handled.map((name) =>
      capture?.on(name, (payload) => {
        const handle = latest.current[handlerNames[name]] as ((given: unknown) => void) | undefined
        handle?.(payload)
      }),
    )
    return () => {
      for (const off of undo) off?.()
    }
  }, [capture, handled.join()])
}

/** Mounts the form into `host` and hides the placeholder while it is there. */
function useMount(capture: HostedCapture | undefined) {
  const host = useRef<HTMLDivElement>(null)
  const placeholder = useRef<HTMLDivElement>(null)
  const unmounting = useRef<HostedCapture | undefined>(undefined)

  useEffect(() => {
    const { current: element } = host
    if (!element || !capture) return
    if (unmounting.current !== capture) {
      unmounting.current?.unmount()
      try {
        capture.mount(element)
        setHidden(placeholder.current, true)
      } catch (error) {
        // The React root is outside the document. React would unmount the whole tree if the effect threw this error.
        reportUncaught(error)
      }
    }
    unmounting.current = undefined
    return () => {
      // StrictMode runs each effect twice in a row. Unmounting later keeps the form, and its values, in that case.
      unmounting.current = capture
      queueMicrotask(() => {
        if (unmounting.current !== capture) return
        unmounting.current = undefined
        capture.unmount()
        setHidden(placeholder.current, false)
      })
    }
  }, [capture])
  return { host, placeholder }
}

function setHidden(element: HTMLElement | null, hidden: boolean): void {
  if (element) element.style.display = hidden ? 'none' : 'block'
}
