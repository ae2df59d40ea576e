import type { CaptureResponse } from '../../../contract/session.js'
import { describePosting } from '../i18n/postingEstimate.js'
import { CheckIcon } from '../ui/icons.js'
import { ResultPanel } from '../ui/ResultPanel.js'
import { useMethodMessages } from './messages.js'

type Props = { answer: CaptureResponse }

/** Shows that the address is saved, and when the check is expected. */
export function CheckSuccessPanel({ answer: { shown = {} } }: Props) {
  const messages = useMethodMessages()
  const { check } = messages
  const posting = describePosting(shown, messages)
  return (
    <ResultPanel icon={<CheckIcon />} title={check.doneTitle}>
      <p>{check.doneText}</p>
      {posting && (
        <strong className="typed" lang={posting.lang}>
          {posting.text}
        </strong>
      )}
    </ResultPanel>
  )
}

/** Preview. Shows that the bank account is connected. */
export function OpenBankingSuccessPanel(_: Props) {
  const { openBanking } = useMethodMessages()
  return (
    <ResultPanel icon={<CheckIcon />} title={openBanking.doneTitle}>
      {openBanking.doneText}
    </ResultPanel>
  )
}
