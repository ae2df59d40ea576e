import { errors } from '../../../contract/errors.js'
import type { Failure } from '../session/api.js'
import { WarningIcon } from '../ui/icons.js'
import { pluralize, useMessages } from '../i18n/messages.js'
import { Reference } from '../ui/Reference.js'
import { editableFields } from '../form/formSchema.js'
import { type FormSchema } from '../form/values.js'

type Props = { failure: Failure; reference: string | undefined; schema: FormSchema }

/** Why the last submit failed, and what the cardholder can do. */
export function DeclineNotice({ failure: { code, field, attempts_left }, reference, schema }: Props) {
  const messages = useMessages()
  const isFieldMarked = editableFields(schema).some((name) => name === field)
  const canFix = errors[code].fault === 'cardholder'
  const cvvCleared = canFix && schema.cvv !== 'off'
  return (
    <div className="notice" role="alert">
      <WarningIcon />
      <p>
        {isFieldMarked ? messages.checkField : messages.error[code]}
        {cvvCleared && ` ${messages.codeAgain}`}
        {canFix && attempts_left !== undefined && (
          <>
            {' '}
            <strong>{pluralize(messages, 'attemptsLeft', attempts_left)}</strong>
          </>
        )}
        {!canFix && reference !== undefined && <Reference id={reference} />}
      </p>
    </div>
  )
}
