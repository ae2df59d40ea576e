/** The error of a session that the store does not have. */
import { ProblemError } from '../problem.js'

/** For an id that is wrong, of another merchant's session, or of one that ended more than a week ago. */
export function noSession(): ProblemError {
  return new ProblemError('not_found', {
    detail:
      'The session is unknown to this merchant. Send the id that the creation returned, within a week of the session’s end',
  })
}
