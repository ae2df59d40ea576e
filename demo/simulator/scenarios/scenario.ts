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
  /**
   * What a capture with this card ends with: `tokenized`, or the error code of the capture server that the session's
   * backend and page get.
   */
  result: string
  /** Why a verified card is `card_not_payable`. */
  reason?: string
  /** What the session has to ask for, in the words of `POST /v1/sessions`; otherwise the card is treated as usual. */
  session?: { amount?: number; require?: Readonly<Record<string, unknown>> }
  /** Ingo doesn't publish what `status` means: the entry that the merchant's INGO_OUTCOMES needs for `result`. */
  meaning?: { code: string; field?: string }
  /** The description that `GET /scenarios` shows. */
  what: string
  /** Processing time. */
  delay_ms?: number
  changes?: ResponseChanges
  /** How a review of status 130 ends. Cleared without it. */
  review?: 'cleared' | 'failed'
  /**
   * Sent in place of the response. `lost`: the socket is destroyed once the card is processed. `malformed`: text that
   * isn't JSON, every time. `working`: 104 while the card is still being processed. `http_503`: HTTP 503 with a
   * page of HTML, and nothing is processed. `too_many_requests`: HTTP 429 without Retry-After, and nothing is processed.
   */
  instead?: 'lost' | 'malformed' | 'working' | 'http_503' | 'too_many_requests'
}

/** The effect of a scenario on a response, without the fields that choose and describe it. */
export type ScenarioBehavior = Pick<Scenario, 'status' | 'delay_ms' | 'changes' | 'review' | 'instead'>
