import type { Dispatch, RefObject, SetStateAction } from 'react'
import type { FormController } from '../form/useCardForm.js'
import type { HostLink } from '../host/useHost.js'
import type { Messages } from '../i18n/load.js'
import type { CaptureState } from './captureState.js'

/** What the hooks of a capture share; `useCapture` creates it with each rendering. */
export type CaptureParts = {
  /** The sealed session, the frame's credential. */
  sealed: string
  /** Another session takes its place. */
  setSealed: Dispatch<SetStateAction<string>>
  state: CaptureState
  setState: Dispatch<SetStateAction<CaptureState>>
  card: FormController
  messages: Messages
  send: HostLink['send']
  /** Settles once no read-back is shown. */
  review: RefObject<Promise<unknown>>
  /** Whether a submit is on its way: `state` says so only after the next rendering. */
  isSending: RefObject<boolean>
  /** Announces a message to screen readers. */
  announce: (message: string) => void
}
