import { errors } from '../../../contract/errors.js'
import type { Failure } from '../session/api.js'
import { WarningIcon } from '../ui/icons.js'
import { counted, useMessages } from '../i18n/messages.js'
import { Reference } from '../ui/Reference.js'
import { openFields } from '../form/formSchema.js'
import { type Shape } from '../form/values.js'

type Props = { refusal: Failure; reference: string | undefined; shape: Shape }

/** What went wrong with the last submit, and what is left to do. */
export function Notice({ refusal: { code, field, attempts_left }, reference, shape }: Props) {
  const messages = useMessages()
  const atField = openFields(shape).some((name) => name === field)
  // Who can't mend it is not asked to try.
  const canMend = errors[code].fault === 'cardholder'
  const codeCleared = canMend && shape.cvv !== 'off'
  return (
    <div className="notice" role="alert">
      <WarningIcon />
      <p>
        {atField ? messages.checkField : messages.error[code]}
        {codeCleared && ` ${messages.codeAgain}`}
        {canMend && attempts_left !== undefined && (
          <>
            {' '}
            <strong>{counted(messages, 'attemptsLeft', attempts_left)}</strong>
          </>
        )}
        {!canMend && reference !== undefined && <Reference id={reference} />}
      </p>
    </div>
  )
}
