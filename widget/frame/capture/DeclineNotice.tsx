import { errors } from '../../../contract/errors.js'
import type { Failure } from '../session/api.js'
import { WarningIcon } from '../ui/icons.js'
import { pluralize, useMessages } from '../i18n/messages.js'
import { Reference } from '../ui/Reference.js'
import { editableFields } from '../form/formSchema.js'
import { type FormSchema } from '../form/values.js'
import { useReveal } from './useReveal.js'

type Props = { failure: Failure; reference?: string; stillUnknown?: boolean; schema: FormSchema }

/** Why the last submit failed, and what the cardholder can do. */
export function DeclineNotice({ failure, reference, stillUnknown, schema }: Props) {
  const { code, field, reason, attempts_left, may_change } = failure
  const messages = useMessages()
  const isFieldMarked = editableFields(schema).some((name) => name === field)
  // The focus is on the marked field, and the browser scrolls to it.
  const notice = useReveal<HTMLDivElement>(!isFieldMarked, !failure.retryable)
  const text = isFieldMarked ? messages.checkField : may_change ? messages.mayChange : messages.error[code]
  const canFix = errors[code].fault === 'cardholder'
  const isCounted = attempts_left !== undefined
  const cvvCleared = (canFix || isCounted || may_change) && schema.cvv !== 'off'
  const unknown =
    stillUnknown && code === 'outcome_unknown' && !may_change ? messages.stillUnknown : undefined
  return (
    <div className="notice" role="alert" ref={notice} tabIndex={-1}>
      <WarningIcon />
      <p>
        {reason ? `${messages.notPayable[reason]} ${messages.anotherCard}` : (unknown ?? text)}
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
