import { useEffect, useRef, useState } from 'react'
import type { CaptureContent, Values } from '../../form/values.js'
import { interpolate } from '../../i18n/messages.js'
import { useMethodMessages } from '../messages.js'

type Props = {
  content: CaptureContent
  readonlyValues: Values
  /** True: the page hides the form, so the button shows a confirmation. */
  asks: boolean
  onEdit: () => void
  onConfirm: () => void
}

/** Shows the address as it will be printed, to confirm it. A check mailed to a wrong address can't be recovered. */
export function ReviewStep({ content, readonlyValues, asks, onEdit, onConfirm }: Props) {
  const { button, check } = useMethodMessages()
  const heading = useRef<HTMLHeadingElement>(null)
  const address = useRef<HTMLElement>(null)
  const [scrolls, setScrolls] = useState(false)
  useEffect(() => {
    heading.current?.focus()
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setScrolls(entry.target.scrollHeight > entry.target.clientHeight)
    })
    if (address.current) observer.observe(address.current)
    return () => {
      observer.disconnect()
    }
  }, [])
  if (content.account_type !== 'check') return null
  const { recipient, beneficiary } = content
  const values: Values = { ...readonlyValues, ...beneficiary, ...recipient }
  const holder = [values.beneficiary_first_name, values.beneficiary_last_name].filter(Boolean).join(' ')
  const prefix = recipient ? 'recipient' : 'beneficiary'
  const part = (name: 'city' | 'state' | 'zip') => values[`${prefix}_${name}`] ?? ''
  const lines = [
    recipient ? values.recipient_line1 : holder,
    values[`${prefix}_address1`],
    values[`${prefix}_address2`],
    `${part('city')}, ${part('state')} ${part('zip')}`,
  ]
  return (
    <section className="read-back" aria-labelledby="read-back-heading">
      <h2 id="read-back-heading" ref={heading} tabIndex={-1}>
        {check.readBack}
      </h2>
      {/* A long address scrolls, so the keyboard must reach it. A short one is no tab stop. */}
      <address
        ref={address}
        className={recipient ? 'typed other' : 'typed'}
        tabIndex={scrolls ? 0 : undefined}
      >
        {lines.filter(Boolean).map((line, index) => (
          <span key={index}>{line}</span>
        ))}
        {recipient && <small>{interpolate(check.beneficiary, { name: holder })}</small>}
      </address>
      <p className="lead">{check.wrong}</p>
      <div className="row">
        <button type="button" className="second" onClick={onEdit}>
          {check.edit}
        </button>
        <button type="button" onClick={onConfirm}>
          {asks ? button.covered : check.confirm}
        </button>
      </div>
    </section>
  )
}
