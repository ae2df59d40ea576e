import { useEffect, useRef, type ReactNode } from 'react'

type Props = { kind: 'success' | 'failure'; icon: ReactNode; title: string; children: ReactNode }

/** Replaces the form at the end of a capture and takes over its focus. */
export function ResultPanel({ kind, icon, title, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // Don't take the focus away from the host page.
    if (document.hasFocus()) heading.current?.focus()
  }, [])
  return (
    <section className={`panel ${kind}`} aria-labelledby="panel-heading">
      {icon}
      <h2 id="panel-heading" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <div>{children}</div>
    </section>
  )
}
