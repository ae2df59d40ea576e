import type { CaptureResponse } from '../../../contract/session.js'
import { CheckIcon } from '../ui/icons.js'
import { interpolate } from '../i18n/messages.js'
import { ResultPanel } from '../ui/ResultPanel.js'
import { formatPostingDate } from './check/postingDate.js'
import { useMethodMessages } from './messages.js'

type Props = { answer: CaptureResponse }

/** Shows that the address is saved, and when the check is expected. */
export function CheckSuccessPanel({ answer: { shown } }: Props) {
  const { check, language } = useMethodMessages()
  const date = formatPostingDate(shown, language)
  return (
    <ResultPanel kind="success" icon={<CheckIcon />} title={check.doneTitle}>
      {check.doneText}
      {date !== undefined && (
        <>
          {' '}
          <strong>{interpolate(check.arrival, { date })}</strong>
        </>
      )}
    </ResultPanel>
  )
}

/** Preview. Shows that the bank account is connected. */
export function OpenBankingSuccessPanel(_: Props) {
  const { openBanking } = useMethodMessages()
  return (
    <ResultPanel kind="success" icon={<CheckIcon />} title={openBanking.doneTitle}>
      {openBanking.doneText}
    </ResultPanel>
  )
}
