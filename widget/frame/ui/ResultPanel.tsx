import { useEffect, useRef, type ReactNode } from 'react'
import type { ErrorCode } from '../../../contract/errors.js'

type Props = {
  /** The code of a failure. Without it, the panel shows a success. Tests find the panel by it in every language. */
  code?: ErrorCode
  /** True if the failure is not the cardholder's mistake. */
  isCalm?: boolean
  icon: ReactNode
  title: string
  children: ReactNode
}

/** Replaces the form at the end of a capture and takes over its focus. */
export function ResultPanel({ code, isCalm, icon, title, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // Don't take the focus away from the host page.
    if (!document.hasFocus()) return
    heading.current?.focus({ preventScroll: true })
    heading.current?.parentElement?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <section
      className={`panel ${isCalm ? 'calm' : code ? 'failure' : 'success'}`}
      data-capture-code={code}
      aria-labelledby="panel-heading"
    >
      {icon}
      <h2 id="panel-heading" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <div>{children}</div>
    </section>
  )
}
