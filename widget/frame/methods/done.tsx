import type { CaptureAnswer } from '../../../contract/session.js'
import { CheckIcon } from '../icons/icons.js'
import { filled } from '../messages.js'
import { Panel } from '../Panel.js'
import { useOwnMessages } from './sentences.js'

type Props = { answer: CaptureAnswer }

/** The address is saved, and when the check is expected. */
export function CheckDone({ answer: { shown } }: Props) {
  const { check, language } = useOwnMessages()
  const date = dateOf(shown?.estimated_posting_date, language) ?? shown?.estimated_posting_time
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

/** Ingo's MM/DD/YYYY as the language writes a date; undefined for what is none. */
function dateOf(text: string | undefined, language: string): string | undefined {
  const [, month, day, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text ?? '') ?? []
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (Number.isNaN(date.getTime())) return undefined
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(date)
}
