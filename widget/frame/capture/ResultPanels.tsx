import type { ErrorCode } from '../../../contract/errors.js'
import type { CaptureResponse } from '../../../contract/session.js'
import { CheckIcon, WarningIcon } from '../ui/icons.js'
import { filled, useMessages } from '../i18n/messages.js'
import { Panel } from '../ui/Panel.js'
import { Reference } from '../ui/Reference.js'

/** The card is saved; of the card itself it shows only what the session reveals. */
export function Tokenized({ answer: { issuing_network, last_4 } }: { answer: CaptureResponse }) {
  const { success } = useMessages()
  const card =
    last_4 === undefined
      ? success.text
      : issuing_network === undefined
        ? filled(success.ending, { last_4 })
        : filled(success.card, { network: issuing_network, last_4 })
  return (
    <Panel kind="success" icon={<CheckIcon />} title={success.title}>
      {card}
    </Panel>
  )
}

type FailedProps = { code: ErrorCode; reference: string | undefined; onAgain: (() => void) | undefined }

/** Nothing more can be done in this form, but perhaps to open it again. */
export function Failed({ code, reference, onAgain }: FailedProps) {
  const { attemptsTitle, failedTitle, error, button } = useMessages()
  return (
    <Panel
      kind="failure"
      icon={<WarningIcon />}
      title={code === 'attempts_exhausted' ? attemptsTitle : failedTitle}
    >
      {error[code]}
      {reference !== undefined && <Reference id={reference} />}
      {onAgain && (
        <button type="button" onClick={onAgain}>
          {button.again}
        </button>
      )}
    </Panel>
  )
}
