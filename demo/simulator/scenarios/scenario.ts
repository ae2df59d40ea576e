/** An issuer's limits. `min` and `max` are dollars. */
export type Limits = { min?: string; max?: string; card_type?: 'Debit' | 'Prepaid' | 'Credit' }

/** Changes to the simulator's issuer. `credit_info: null` leaves it out; `debit_info` is absent by default. */
export type IssuerChanges = {
  payee_id?: string
  payee_name?: string
  credit_info?: Limits | null
  debit_info?: Limits
  credit_enabled?: 0 | 1
  debit_enabled?: 0 | 1
  /** A key that Ingo doesn't document. */
  payee_country?: string
}

type MatchResult = '1' | '2' | '3'
/** `performed`: 1 performed, 2 not, 3 not supported, 4 not configured. The results: 1 match, 2 partial, 3 none. */
export type NameMatch = {
  performed: '1' | '2' | '3' | '4'
  overall?: MatchResult
  first_name?: MatchResult
  last_name?: MatchResult
  middle_name?: MatchResult
}

/** How the `data` of a scenario differs from the usual one. */
export type ResponseChanges = {
  /** One issuer for each; a refused card's response then has the issuers alone. Cards only. */
  issuers?: readonly IssuerChanges[]
  /** Adds the result of a network's card validation. Cards only. */
  name_match?: NameMatch
  /** Fields that are added or replaced. */
  data?: Readonly<Record<string, unknown>>
  /** Fields that are left out. */
  without?: readonly string[]
}

/** A row: what chooses the scenario, and its effect. */
export type Scenario = {
  /** As the recipient's or beneficiary's last name it also chooses the scenario, for any number. */
  id: string
  /** The card number that chooses the scenario. */
  account?: string
  /** The account that chooses the scenario for a check. */
  beneficiary_account?: string
  /** The documented status that the scenario ends with. */
  status: number
  /** The description that `GET /scenarios` shows. */
  what: string
  /** Processing time. */
  delay_ms?: number
  changes?: ResponseChanges
  /**
   * Sent in place of the response. `lost`: the socket is destroyed once the card is processed. `malformed`: text that
   * isn't JSON, every time. `working`: 104 while the card is still being processed. `unavailable`: HTTP 503 with a
   * page of HTML, and nothing is processed.
   */
  instead?: 'lost' | 'malformed' | 'working' | 'unavailable'
}

/** The effect of a scenario, without the fields that choose it. */
export type ScenarioBehavior = Omit<Scenario, 'id' | 'account' | 'beneficiary_account' | 'what'>
