import type { CaptureResponse } from '../../../contract/session.js'
import { CheckIcon, WarningIcon } from '../ui/icons.js'
import { endingText, interpolate, isLastAttempt, useMessages } from '../i18n/messages.js'
import { describePosting } from '../i18n/postingEstimate.js'
import { ResultPanel } from '../ui/ResultPanel.js'
import { Reference } from '../ui/Reference.js'
import type { Failure } from '../session/api.js'

/** Shows which card is saved, and its issuer and posting time if the session reveals them. */
export function SuccessPanel({ answer }: { answer: CaptureResponse }) {
  const messages = useMessages()
  const { success } = messages
  const { shown: { brand: network, last_4 } = {}, payee_name } = answer
  // The server ends a long name in “…”.
  const issuer = payee_name ? payee_name + (/[.…]$/.test(payee_name) ? ' ' : '. ') : ''
  const posting = describePosting(answer, messages)
  return (
    <ResultPanel icon={<CheckIcon />} title={success.title}>
      {last_4 ? (
        <p className="typed">{interpolate(network ? success.card : success.ending, { network, last_4 })}</p>
      ) : (
        <p>{success.text}</p>
      )}
      {(issuer || posting) && (
        <p>
          <span>{issuer}</span>
          <span lang={posting?.lang}>{posting?.text}</span>
        </p>
      )}
    </ResultPanel>
  )
}

type FailedProps = { failure: Failure; reference: string | undefined; onRetry: (() => void) | undefined }

/** Shows why the form can't be used any more, with a button if it may be opened again. */
export function FailurePanel({ failure, reference, onRetry }: FailedProps) {
  const messages = useMessages()
  const { attemptsTitle, failedTitle, button } = messages
  return (
    <ResultPanel
      code={failure.code}
      icon={<WarningIcon />}
      title={isLastAttempt(failure) ? attemptsTitle : failedTitle}
    >
      <p>{endingText(messages, failure)}</p>
      {reference !== undefined && <Reference id={reference} />}
      {onRetry && (
        <button type="button" onClick={onRetry}>
          {button.again}
        </button>
      )}
    </ResultPanel>
  )
}
