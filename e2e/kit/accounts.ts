import { scenarios } from '../../demo/simulator/scenarios.js'

type Scenario = (typeof scenarios)[number]
/** A scenario of the simulator that a card number chooses. */
export type AccountName = Extract<Scenario, { account: string }>['id']

/** The simulator's test accounts by outcome, such as `accounts.success`. */
export const accounts = Object.fromEntries(
  scenarios.flatMap((scenario) => ('account' in scenario ? [[scenario.id, scenario.account]] : [])),
) as Record<AccountName, string>
