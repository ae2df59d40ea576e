import { useEffect, useRef, type ReactNode } from 'react'

type Props = { kind: 'success' | 'failure'; icon: ReactNode; title: string; children: ReactNode }

/** What stands in the form's place at the end. It takes over the focus that the form had. */
export function ResultPanel({ kind, icon, title, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // The host page's own focus is left alone.
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
