import { scenarios } from '../../demo/simulator/scenarios.js'

type Scenario = (typeof scenarios)[number]
/** A simulator scenario that a card number chooses. */
type AccountName = Extract<Scenario, { account: string }>['id']

/** A simulator scenario that a beneficiary's account chooses, for checks. */
type BeneficiaryAccountName = Extract<Scenario, { beneficiary_account: string }>['id']

/** The simulator's test accounts of checks by outcome, such as `beneficiaryAccounts.success`. */
export const beneficiaryAccounts = Object.fromEntries(
  scenarios.flatMap((scenario) =>
    'beneficiary_account' in scenario ? [[scenario.id, scenario.beneficiary_account]] : [],
  ),
) as Record<BeneficiaryAccountName, string>

/** The simulator's test cards by outcome, such as `accounts.success`. */
export const accounts = Object.fromEntries(
  scenarios.flatMap((scenario) => ('account' in scenario ? [[scenario.id, scenario.account]] : [])),
) as Record<AccountName, string>
