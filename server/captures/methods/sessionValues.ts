/** Values that the session fixes win; the frame may not send others in their place. */
import type { SessionRequest } from '../../../contract/sessionRequest.js'
import { ProblemError } from '../../problem.js'

/** `sent` with `known` in it, unless that is the cardholder's to change; `path` leads to `sent` in the body. */
export function applySessionValues(
  sent: object,
  mode: SessionRequest['recipient_fields'],
  known: object,
  path = '',
): object {
  if (mode === 'editable') return sent
  const field = Object.keys(sent).find((name) => Object.hasOwn(known, name))
  if (field !== undefined) {
    const named = path + field
    throw new ProblemError('invalid_request', { field: named, detail: `${named}: the session has fixed it` })
  }
  return { ...sent, ...known }
}
