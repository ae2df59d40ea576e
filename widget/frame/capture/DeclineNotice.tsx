import { errors } from '../../../contract/errors.js'
import type { Failure } from '../session/api.js'
import { WarningIcon } from '../ui/icons.js'
import { pluralize, useMessages } from '../i18n/messages.js'
import { Reference } from '../ui/Reference.js'
import { editableFields } from '../form/formSchema.js'
import { type FormSchema } from '../form/values.js'

type Props = { refusal: Failure; reference: string | undefined; schema: FormSchema }

/** What went wrong with the last submit, and what is left to do. */
export function DeclineNotice({ refusal: { code, field, attempts_left }, reference, schema }: Props) {
  const messages = useMessages()
  const atField = editableFields(schema).some((name) => name === field)
  // Who can't mend it is not asked to try.
  const canMend = errors[code].fault === 'cardholder'
  const codeCleared = canMend && schema.cvv !== 'off'
  return (
    <div className="notice" role="alert">
      <WarningIcon />
      <p>
        {atField ? messages.checkField : messages.error[code]}
        {codeCleared && ` ${messages.codeAgain}`}
        {canMend && attempts_left !== undefined && (
          <>
            {' '}
            <strong>{pluralize(messages, 'attemptsLeft', attempts_left)}</strong>
          </>
        )}
        {!canMend && reference !== undefined && <Reference id={reference} />}
      </p>
    </div>
  )
}
