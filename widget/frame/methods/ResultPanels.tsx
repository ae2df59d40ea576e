import type { CaptureResponse } from '../../../contract/session.js'
import { CheckIcon } from '../ui/icons.js'
import { filled } from '../i18n/messages.js'
import { Panel } from '../ui/Panel.js'
import { arrivalOf } from './check/postingDate.js'
import { useOwnMessages } from './messages.js'

type Props = { answer: CaptureResponse }

/** The address is saved, and when the check is expected. */
export function CheckDone({ answer: { shown } }: Props) {
  const { check, language } = useOwnMessages()
  const date = arrivalOf(shown, language)
  return (
    <Panel kind="success" icon={<CheckIcon />} title={check.doneTitle}>
      {check.doneText}
      {date !== undefined && (
        <>
          {' '}
          <strong>{filled(check.arrival, { date })}</strong>
        </>
      )}
    </Panel>
  )
}

/** Preview. */
export function BankDone(_: Props) {
  const { openBanking } = useOwnMessages()
  return (
    <Panel kind="success" icon={<CheckIcon />} title={openBanking.doneTitle}>
      {openBanking.doneText}
    </Panel>
  )
}
