/** The result of one check of `doctor`, as `doctor --json` prints it. */

export type CheckStatus = 'ok' | 'warning' | 'failed'

/** `summary` is the finding of the check, and `remedy` the fix. Neither ever contains a secret. */
export type Check = {
  name: string
  /** The merchant's id, for a check that is made per merchant. */
  merchant?: string
  status: CheckStatus
  summary: string
  remedy?: string
}
