/** Sends a capture again by itself where that may mend it: the same content under the same key. */
import type { CaptureResponse } from '../../../contract/session.js'
import { postCapture, type Outcome } from './api.js'
import type { CaptureContent } from '../form/values.js'

/** Ingo asks for 3–4 s between repeats; whoever waits longer than these wants to be asked. */
const PAUSES_MS = [4000, 4000]

/** The first outcome that is known, or the last that isn't. */
export async function postPatiently(
  sealed: string,
  content: CaptureContent,
  key: string,
  pauses = PAUSES_MS,
): Promise<Outcome<CaptureResponse>> {
  const outcome = await postCapture(sealed, content, key)
  const [pause, ...later] = pauses
  if ('value' in outcome || !outcome.failure.retryable || pause === undefined) return outcome
  await new Promise((resolve) => setTimeout(resolve, pause))
  return postPatiently(sealed, content, key, later)
}
