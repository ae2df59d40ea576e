import { useEffect, useRef, useState, type RefObject } from 'react'
import { errors } from '../../../contract/errors.js'
import type { Failure } from '../session/api.js'
import { WarningIcon } from '../ui/icons.js'
import { pluralize, useMessages } from '../i18n/messages.js'
import { Reference } from '../ui/Reference.js'
import { editableFields } from '../form/formSchema.js'
import { type FormSchema } from '../form/values.js'
import { useReveal } from './useReveal.js'

type Shown = { failure: Failure; reference?: string; stillUnknown?: boolean }
type Props = { schema: FormSchema; shown: Shown | undefined }

/** Long enough for a browser to tell a screen reader of the empty alert. */
const EMPTY_MS = 50

/**
 * Why the last submit failed, and what the cardholder can do. The alert is empty at first, and always the same element:
 * some screen readers announce only what is put into an alert that they know.
 */
export function DeclineNotice({ schema, shown }: Props) {
  const alert = useRef<HTMLDivElement>(null)
  const [filled, setFilled] = useState(false)
  const isShown = shown !== undefined
  useEffect(() => {
    const timer = setTimeout(setFilled, EMPTY_MS, isShown)
    return () => {
      clearTimeout(timer)
    }
  }, [isShown])
  const content = filled ? shown : undefined
  return (
    <div
      className={content && 'notice'}
      role="alert"
      data-capture-code={content?.failure.code}
      ref={alert}
      tabIndex={-1}
      hidden={!shown}
    >
      {content && <Notice {...content} schema={schema} alert={alert} />}
    </div>
  )
}

type NoticeProps = Shown & Pick<Props, 'schema'> & { alert: RefObject<HTMLElement | null> }

function Notice({ failure, reference, stillUnknown, schema, alert }: NoticeProps) {
  const { code, field, reason, attempts_left, may_change } = failure
  const messages = useMessages()
  const isFieldMarked = editableFields(schema).some((name) => name === field)
  // The focus is on the marked field, and the browser scrolls to it.
  useReveal(alert, !isFieldMarked, !failure.retryable)
  const text = isFieldMarked ? messages.checkField : may_change ? messages.mayChange : messages.error[code]
  const canFix = errors[code].fault === 'cardholder'
  const isCounted = attempts_left !== undefined
  const cvvCleared = (canFix || isCounted || may_change) && schema.cvv !== 'off'
  const unknown =
    stillUnknown && code === 'outcome_unknown' && !may_change ? messages.stillUnknown : undefined
  return (
    <>
      <WarningIcon />
      <p>
        <span>{reason ? `${messages.notPayable[reason]} ${messages.anotherCard}` : (unknown ?? text)}</span>
        {cvvCleared && <span>{` ${messages.codeAgain}`}</span>}
        {/* An element of its own, since page translation loses a text beside elements. */}
        {isCounted && <span> </span>}
        {isCounted && <strong>{pluralize(messages, 'attemptsLeft', attempts_left)}</strong>}
        {!canFix && reference !== undefined && <Reference id={reference} />}
      </p>
    </>
  )
}
