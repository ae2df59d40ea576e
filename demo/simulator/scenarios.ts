/** The simulator's scenarios: one row each, chosen by the account number or by last name. */
import { faults } from './scenarios/faults.js'
import { issuerScenarios } from './scenarios/issuers.js'
import { nameMatchScenarios } from './scenarios/nameMatch.js'
import { outcomes } from './scenarios/outcomes.js'
import type { Scenario, ScenarioBehavior } from './scenarios/scenario.js'
import { unusualAnswers } from './scenarios/unusualAnswers.js'

/** The test accounts. No issuer uses the numbers that begin with 4000 0000 0000. */
export const scenarios = [
  ...outcomes,
  ...faults,
  ...unusualAnswers,
  ...issuerScenarios,
  ...nameMatchScenarios,
] as const satisfies readonly Scenario[]

const rows: readonly Scenario[] = scenarios
const byId = new Map(rows.map((row) => [row.id, row]))
const byAccount = new Map(rows.map((row) => [row.account, row]))
const byBeneficiaryAccount = new Map(rows.map((row) => [row.beneficiary_account, row]))

/** The scenario with this id, if any. */
export function findScenario(id: string): ScenarioBehavior | undefined {
  return byId.get(id)
}

/** The scenario that a card chooses, if any; the last name takes precedence over the number. */
export function findCardScenario({
  account = '',
  recipient_last_name,
}: {
  /** Absent in a request with a third party's token. */
  account?: string
  recipient_last_name: string
}): ScenarioBehavior | undefined {
  return byId.get(recipient_last_name) ?? byAccount.get(account)
}

/** The scenario that a check chooses, if any; the last name takes precedence over the account. */
export function findCheckScenario({
  beneficiary_account,
  beneficiary_last_name = '',
}: {
  beneficiary_account: string
  beneficiary_last_name?: string
}): ScenarioBehavior | undefined {
  return byId.get(beneficiary_last_name) ?? byBeneficiaryAccount.get(beneficiary_account)
}

type ListedScenario = Omit<Scenario, 'delay_ms' | 'changes' | 'review' | 'instead' | 'meaning'>

/** The rows of `GET /scenarios`. */
export function listScenarios(): ListedScenario[] {
  return rows.map(({ delay_ms: _d, changes: _c, review: _r, instead: _i, meaning: _m, ...listed }) => listed)
}

/** A file for INGO_OUTCOMES, `GET /outcomes`: meanings of the statuses that Ingo doesn't explain. */
export function listMeanings(): Record<string, Scenario['meaning']> {
  return Object.fromEntries(rows.flatMap(({ status, meaning }) => (meaning ? [[status, meaning]] : [])))
}
