import type { Dispatch, RefObject, SetStateAction } from 'react'
import type { FormController } from '../form/useCardForm.js'
import type { HostLink } from '../host/useHost.js'
import type { Messages } from '../i18n/load.js'
import type { CaptureState } from './captureState.js'

/** The values that the hooks of a capture share. `useCapture` creates the object at each rendering. */
export type CaptureParts = {
  /** The sealed session, the frame's credential. */
  sealed: string
  /** Replaces the session by a renewed one. */
  setSealed: Dispatch<SetStateAction<string>>
  state: CaptureState
  setState: Dispatch<SetStateAction<CaptureState>>
  card: FormController
  messages: Messages
  send: HostLink['send']
  /** Settles once no review step is shown. */
  review: RefObject<Promise<unknown>>
  /** Whether a submit is in flight. `state` shows that only after the next rendering. */
  isSending: RefObject<boolean>
  /** Announces a message to screen readers. */
  announce: (message: string) => void
}
