import { useEffect, useState } from 'react'
import type { CaptureResponse } from '../../../contract/session.js'
import { CheckIcon, WarningIcon } from '../ui/icons.js'
import { endingText } from '../i18n/endingText.js'
import { interpolate, useMessages } from '../i18n/messages.js'
import { describePosting } from '../i18n/postingEstimate.js'
import { ResultPanel } from '../ui/ResultPanel.js'
import { Reference } from '../ui/Reference.js'
import { isEditable, type CaptureState } from './captureState.js'
import type { useCapture } from './useCapture.js'

type Endings = typeof import('./endings.js')

/** How long a panel waits for its chunk before it is shown without, in ms. */
const WAIT_MS = 1000

/** The chunk with the looks of the panels for failures; undefined while it loads, null if it does not come. */
export function useEndings(state: CaptureState): Endings | null | undefined {
  // No state: that it has loaded renders nothing while the form is shown.
  const [chunk] = useState<{ endings?: Endings }>({})
  const [endings, setEndings] = useState<Endings | null>()
  const isOpen = 'session' in state
  const isShown = !isEditable(state)
  useEffect(() => {
    if (!isOpen && !isShown) return
    import('./endings.js').then(
      (loaded) => {
        chunk.endings = loaded
        if (isShown) setEndings(loaded)
      },
      () => {
        if (isShown) setEndings(null)
      },
    )
    // Needed after a sleep, when the network is often not back yet.
    import('./renewSession.js').catch(() => undefined)
  }, [chunk, isOpen, isShown])
  useEffect(() => {
    if (!isShown) return
    const timer = setTimeout(() => {
      setEndings((loaded) => loaded ?? null)
    }, WAIT_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [isShown])
  return chunk.endings ?? endings
}

type Props = { capture: ReturnType<typeof useCapture>; endings: Endings | null }

/** What replaces the form at its end. Without the chunk it says less, and works the same. */
export function Result({ capture, endings }: Props) {
  const { state, choice, reload } = capture
  const messages = useMessages()
  const { failedTitle, button } = messages
  if (state.status === 'tokenized') {
    const Panel = choice.method?.SuccessPanel ?? SuccessPanel
    return <Panel answer={state.answer} />
  }
  if (state.status !== 'failed') return null
  const { failure, reference, canRetry } = state
  const ending = endings?.describeEnding(state, capture, messages)
  return (
    <ResultPanel
      code={failure.code}
      isCalm={ending?.isCalm}
      icon={ending?.icon ?? <WarningIcon />}
      title={ending?.title ?? failedTitle}
    >
      {ending?.text || <p>{endingText(messages, state)}</p>}
      {reference !== undefined && <Reference id={reference} />}
      {canRetry && (
        <button type="button" onClick={reload}>
          {button.again}
        </button>
      )}
    </ResultPanel>
  )
}

/** Shows which card is saved, and its issuer and posting time if the session reveals them. */
function SuccessPanel({ answer }: { answer: CaptureResponse }) {
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
