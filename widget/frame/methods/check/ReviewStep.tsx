import { useEffect, useRef } from 'react'
import type { CaptureContent } from '../../form/values.js'
import type { Values } from '../../form/values.js'
import { interpolate } from '../../i18n/messages.js'
import { useMethodMessages } from '../messages.js'

type Props = { content: CaptureContent; known: Values; onAnswer: (confirmed: boolean) => void }

/** Where the check will go, as it will be printed: a wrong address is a posted check. */
export function ReviewStep({ content, known, onAnswer }: Props) {
  const { check } = useMethodMessages()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
  }, [])
  if (content.account_type !== 'check') return null
  const { recipient, beneficiary } = content
  const values: Values = { ...known, ...beneficiary, ...recipient }
  const holder = `${values.beneficiary_first_name ?? ''} ${values.beneficiary_last_name ?? ''}`
  const side = recipient ? 'recipient' : 'beneficiary'
  const { city, state, zip } = {
    city: values[`${side}_city`],
    state: values[`${side}_state`],
    zip: values[`${side}_zip`],
  }
  const lines = [
    recipient ? values.recipient_line1 : holder,
    values[`${side}_address1`],
    values[`${side}_address2`],
    `${city ?? ''}, ${state ?? ''} ${zip ?? ''}`,
  ]
  return (
    <section className="read-back" aria-labelledby="read-back-heading">
      <h2 id="read-back-heading" ref={heading} tabIndex={-1}>
        {check.readBack}
      </h2>
      <address>
        {lines.filter(Boolean).map((line, index) => (
          <span key={index}>{line}</span>
        ))}
      </address>
      {recipient && <p className="lead">{interpolate(check.beneficiary, { name: holder })}</p>}
      <p className="lead">{check.wrong}</p>
      <div className="row">
        <button
          type="button"
          className="second"
          onClick={() => {
            onAnswer(false)
          }}
        >
          {check.edit}
        </button>
        <button
          type="button"
          onClick={() => {
            onAnswer(true)
          }}
        >
          {check.confirm}
        </button>
      </div>
    </section>
  )
}
