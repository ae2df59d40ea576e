import { accountTypes, type AccountType } from '../../contract/session.js'

/** Ingo's name of the operation that verifies an account: `verify--` and the account type. */
export type Operation = `verify--${AccountType}`

/** Every operation that the server calls, for metric series that have to exist before the first call. */
export const operations: readonly Operation[] = accountTypes.map((type) => `verify--${type}` as const)
