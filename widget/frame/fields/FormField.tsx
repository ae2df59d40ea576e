import type { ReactNode } from 'react'
import { WarningIcon } from '../ui/icons.js'
import { useMessages } from '../i18n/messages.js'
import { reasonText } from '../form/fieldReason.js'
import { toRecipientField } from '../form/formSchema.js'
import type { Field } from '../form/useField.js'

type Props = { field: Field; label?: string; hint?: string; children: ReactNode }

/**
 * A control with its label above, and one line below for the hint or the error. Here and in all components, a text beside
 * an element has an element of its own: page translation replaces text nodes, and React then can't update or remove them.
 */
export function FormField({ field: { reason, required, props }, label, hint, children }: Props) {
  const messages = useMessages()
  const { name } = props
  const kind = toRecipientField(name)
  return (
    <div className={`field ${kind}`}>
      <label htmlFor={name}>
        <span>{label ?? messages.label[kind]}</span>
        {!required && <span className="optional">{` (${messages.optional})`}</span>}
      </label>
      {children}
      <p id={`${name}-note`} className={reason ? 'note problem' : 'note'}>
        {reason ? (
          <>
            <WarningIcon />
            <span>{reasonText(messages, name, reason)}</span>
          </>
        ) : (
          hint
        )}
      </p>
    </div>
  )
}
