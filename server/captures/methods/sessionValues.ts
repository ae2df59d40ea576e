import type { SessionRequest } from '../../../contract/sessionRequest.js'
import { ProblemError } from '../../problem.js'

/**
 * Adds the session's values to the frame's. In mode `editable` the frame sends all values itself. In the other modes,
 * throws `invalid_request` if the frame sends a value that the session has. `path` is where `sent` is in the body.
 */
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
