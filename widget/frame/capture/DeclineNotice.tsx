import { useEffect, useRef, useState, type RefObject } from 'react'
import { errors } from '../../../contract/errors.js'
import type { Failure } from '../session/api.js'
import { WarningIcon } from '../ui/icons.js'
import type { Messages } from '../i18n/load.js'
import { pluralize, useMessages } from '../i18n/messages.js'
import { describeRateLimit } from '../i18n/retryTime.js'
import { Reference } from '../ui/Reference.js'
import { editableFields } from '../form/formSchema.js'
import { type FormSchema } from '../form/values.js'
import { useReveal } from './useReveal.js'

/** `retryAfter`: how long the server asks to wait, in seconds. */
type Shown = { failure: Failure; reference?: string; retryAfter?: number; stillUnknown?: boolean }
type Props = { schema: FormSchema; shown: Shown | undefined }

/** Long enough for a browser to report the empty alert to a screen reader. */
const EMPTY_MS = 50

/**
 * Why the last submit failed, and what the cardholder can do. The alert is always the same element, and empty at first:
 * some screen readers announce only text that is added to an alert that they already know.
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

function Notice({ schema, alert, ...shown }: NoticeProps) {
  const { failure, reference } = shown
  const { code, field, reason, attempts_left, may_change } = failure
  const messages = useMessages()
  const isFieldMarked = editableFields(schema).some((name) => name === field)
  // The focus is on the marked field, and the browser scrolls to it.
  useReveal(alert, !isFieldMarked, !failure.retryable)
  const canFix = errors[code].fault === 'cardholder'
  const isCounted = attempts_left !== undefined
  const cvvCleared = (canFix || isCounted || may_change) && schema.cvv !== 'off'
  const text = isFieldMarked ? messages.checkField : describeFailure(messages, shown)
  return (
    <>
      <WarningIcon />
      <p>
        <span>{reason ? `${messages.notPayable[reason]} ${messages.anotherCard}` : text}</span>
        {cvvCleared && <span>{` ${messages.codeAgain}`}</span>}
        {/* The blank is an element, because page translation loses a text that stands beside elements. */}
        {isCounted && <span> </span>}
        {isCounted && <strong>{pluralize(messages, 'attemptsLeft', attempts_left)}</strong>}
        {!canFix && reference !== undefined && <Reference id={reference} />}
      </p>
    </>
  )
}

function describeFailure(messages: Messages, { failure, retryAfter, stillUnknown }: Shown): string {
  const { code, may_change } = failure
  if (may_change) return messages.mayChange
  if (code === 'rate_limited') return describeRateLimit(messages, retryAfter)
  return stillUnknown && code === 'outcome_unknown' ? messages.stillUnknown : messages.error[code]
}
