import { errors } from '../../../contract/errors.js'
import type { Failure } from '../session/api.js'
import { WarningIcon } from '../ui/icons.js'
import { pluralize, useMessages } from '../i18n/messages.js'
import { Reference } from '../ui/Reference.js'
import { editableFields } from '../form/formSchema.js'
import { type FormSchema } from '../form/values.js'

type Props = { failure: Failure; reference: string | undefined; schema: FormSchema }

/** Why the last submit failed, and what the cardholder can do. */
export function DeclineNotice({ failure, reference, schema }: Props) {
  const { code, field, reason, attempts_left } = failure
  const messages = useMessages()
  const isFieldMarked = editableFields(schema).some((name) => name === field)
  const text = isFieldMarked ? messages.checkField : messages.error[code]
  const canFix = errors[code].fault === 'cardholder'
  const isCounted = attempts_left !== undefined
  // For a card that is not payable, another card is needed, with another security code.
  const cvvCleared = (canFix || isCounted) && !reason && schema.cvv !== 'off'
  return (
    <div className="notice" role="alert">
      <WarningIcon />
      <p>
        {reason ? messages.notPayable[reason] : text}
        {cvvCleared && ` ${messages.codeAgain}`}
        {isCounted && (
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
