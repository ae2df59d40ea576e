/** The chunk with the looks of the panels for failures. It loads once the session is open: typing a card does not need it. */
import { useState, type ReactNode } from 'react'
import type { ErrorCode } from '../../../contract/errors.js'
import { CHECK_MARK, DiscIcon, Spinner, WarningIcon } from '../ui/icons.js'
import { endingText, isLastAttempt } from '../i18n/endingText.js'
import { useMessages } from '../i18n/messages.js'
import type { Messages } from '../i18n/load.js'
import type { FailedState } from './captureState.js'
import type { useCapture } from './useCapture.js'

/** The mark in the icon's disc, by error code. */
const marks: Partial<Record<ErrorCode, string>> = {
  /** A clock. */
  session_expired: 'M8 4.5V8l2.3 1.6',
  /** A magnifier. */
  under_review: 'M9.6 7.2a2.4 2.4 0 1 1-4.8 0 2.4 2.4 0 0 1 4.8 0M9 9l2.4 2.4',
  /** Not equal. */
  idempotency_conflict: 'M4.9 6.7h6.2M4.9 9.3h6.2M9.5 4.6 6.5 11.4',
  /** A cross. */
  card_not_payable: 'm5.6 5.6 4.8 4.8m0-4.8-4.8 4.8',
  /** No entry. */
  attempts_exhausted: 'M4.8 8h6.4',
  session_used: CHECK_MARK,
  /** A question mark. */
  outcome_unknown: 'M6.3 6.3a1.75 1.75 0 1 1 2.6 1.5c-.6.4-.9.7-.9 1.3M8 11.4v.01',
}

/** Codes that are no mistake of the cardholder: nothing is lost, or the outcome is still open. */
const calmCodes: ErrorCode[] = ['session_expired', 'under_review', 'session_used', 'outcome_unknown']

/** Codes after which the cardholder has nothing to do, and no one to ask. */
const closableCodes: ErrorCode[] = ['under_review', 'session_used']

/** `text`: what the cardholder can do. Undefined: what the failure's message says. */
type Ending = { icon: ReactNode; title: string; isCalm: boolean; text: ReactNode }
type Capture = Pick<ReturnType<typeof useCapture>, 'renew' | 'reload' | 'announce'>

/** The look of the panel for a failure, and the way on from it. */
export function describeEnding(state: FailedState, capture: Capture, messages: Messages): Ending {
  const { failure, canRestart } = state
  // The form was usable before, now or in an earlier document.
  const wasOpen = state.session !== undefined || canRestart === true || failure.needs_new_session === true
  const { attemptsTitle, failedTitle, endedTitle } = messages
  const titles: Partial<Record<ErrorCode, string>> = { ...endedTitle, attempts_exhausted: attemptsTitle }
  const code = isLastAttempt(failure) ? 'attempts_exhausted' : failure.code
  const mark = marks[code]
  return {
    icon: mark ? <DiscIcon mark={mark} /> : <WarningIcon />,
    title: titles[code] ?? (wasOpen ? endedTitle.other : failedTitle),
    isCalm: calmCodes.includes(code),
    text: canRestart ? (
      <StartAgain {...capture} />
    ) : (
      closableCodes.includes(code) && <p>{`${endingText(messages, state)} ${messages.closeNote}`}</p>
    ),
  }
}

/** Asks the page for another session. If it still has none, the page itself has to be loaded again. */
function StartAgain({ renew, reload, announce }: Capture) {
  const { button, error, restartNote } = useMessages()
  const [progress, setProgress] = useState<'busy' | 'failed'>()

  async function start(): Promise<void> {
    if (progress === 'busy') return
    setProgress('busy')
    if (await renew()) {
      reload()
      return
    }
    setProgress('failed')
    announce(error.session_expired)
  }

  return (
    <>
      <p>{progress === 'failed' ? error.session_expired : restartNote}</p>
      <button type="button" aria-disabled={progress === 'busy'} onClick={() => void start()}>
        {progress === 'busy' && <Spinner />}
        <span>{button.restart}</span>
      </button>
    </>
  )
}
