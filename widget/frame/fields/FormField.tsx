import type { ReactNode } from 'react'
import { WarningIcon } from '../ui/icons.js'
import { useMessages } from '../i18n/messages.js'
import { reasonText } from '../form/fieldReason.js'
import { toRecipientField } from '../form/formSchema.js'
import type { Field } from '../form/useField.js'
import { useWholeError } from './useWholeError.js'

type Props = { field: Field; hint?: string; children: ReactNode }

/**
 * A control with its label above, and one line below for the hint or the error. While the form is locked, no hint is
 * shown, and the line of the focused field says why. In all components, a text beside an element is wrapped in its own
 * element, because page translation replaces text nodes, and React can't update or remove a replaced one.
 */
export function FormField({ field: { reason, required, locked, props }, hint, children }: Props) {
  const messages = useMessages()
  const { name } = props
  const kind = toRecipientField(name)
  const noteId = `${name}-note`
  const whole = useWholeError(noteId, reason !== undefined)
  return (
    <div className={`field ${kind}`}>
      <label htmlFor={name}>
        <span>{messages.label[kind]}</span>
        {!required && <span className="optional">{` (${messages.optional})`}</span>}
      </label>
      {children}
      <p
        id={noteId}
        className={`note ${reason ? 'problem' : ''} ${whole ? 'whole' : ''}`}
        data-capture-code={reason}
      >
        {reason ? (
          <>
            <WarningIcon />
            <span>{reasonText(messages, name, reason)}</span>
          </>
        ) : (
          <span className={locked ? 'locked' : undefined}>{locked ? messages.locked : hint}</span>
        )}
      </p>
    </div>
  )
}
