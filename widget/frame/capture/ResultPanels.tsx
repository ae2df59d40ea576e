import type { ErrorCode } from '../../../contract/errors.js'
import type { CaptureResponse } from '../../../contract/session.js'
import { CheckIcon, WarningIcon } from '../ui/icons.js'
import { interpolate, useMessages } from '../i18n/messages.js'
import { ResultPanel } from '../ui/ResultPanel.js'
import { Reference } from '../ui/Reference.js'

/** Shows that the card is saved, and of the card only what the session reveals. */
export function SuccessPanel({ answer: { issuing_network, last_4 } }: { answer: CaptureResponse }) {
  const { success } = useMessages()
  const card =
    last_4 === undefined
      ? success.text
      : issuing_network === undefined
        ? interpolate(success.ending, { last_4 })
        : interpolate(success.card, { network: issuing_network, last_4 })
  return (
    <ResultPanel kind="success" icon={<CheckIcon />} title={success.title}>
      {card}
    </ResultPanel>
  )
}

type FailedProps = { code: ErrorCode; reference: string | undefined; onRetry: (() => void) | undefined }

/** Shows why the form can't be used any more, with a button if it may be opened again. */
export function FailurePanel({ code, reference, onRetry }: FailedProps) {
  const { attemptsTitle, failedTitle, error, button } = useMessages()
  return (
    <ResultPanel
      kind="failure"
      icon={<WarningIcon />}
      title={code === 'attempts_exhausted' ? attemptsTitle : failedTitle}
    >
      {error[code]}
      {reference !== undefined && <Reference id={reference} />}
      {onRetry && (
        <button type="button" onClick={onRetry}>
          {button.again}
        </button>
      )}
    </ResultPanel>
  )
}
