import type { ReactNode } from 'react'
import type { FieldName } from '../../protocol/messages.js'
import { WarningIcon } from '../icons/icons.js'
import { reasonText, useMessages } from '../messages.js'
import type { Field } from '../useField.js'

type Props = { name: FieldName; field: Field; label?: string; hint?: string; children: ReactNode }

/** A visible label above its control, and one line below it for the hint or what is wrong. */
export function Labelled({ name, field: { reason, required }, label, hint, children }: Props) {
  const messages = useMessages()
  return (
    <div className={`field ${name}`}>
      <label htmlFor={name}>
        {label ?? messages.label[name]}
        {!required && <span className="optional"> ({messages.optional})</span>}
      </label>
      {children}
      <p id={`${name}-note`} className={reason ? 'note problem' : 'note'}>
        {reason ? (
          <>
            <WarningIcon />
            {reasonText(messages, name, reason)}
          </>
        ) : (
          hint
        )}
      </p>
    </div>
  )
}
