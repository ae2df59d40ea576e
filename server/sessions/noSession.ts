/** The error of a session that the store does not have. */
import { ProblemError } from '../problem.js'

/** The problem for an unknown id, for another merchant's session, and for one that ended more than a week ago. */
export function noSession(): ProblemError {
  return new ProblemError('not_found', {
    detail:
      'The session is unknown to this merchant. Send the id that the creation returned, within a week of the session’s end',
  })
}
