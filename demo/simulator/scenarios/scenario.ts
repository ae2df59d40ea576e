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
  /** One issuer for each element. A refused card's response then has only the issuers. Cards only. */
  issuers?: readonly IssuerChanges[]
  /** Adds the result of a network's card validation. Cards only. */
  name_match?: NameMatch
  /** Fields that are added or replaced. */
  data?: Readonly<Record<string, unknown>>
  /** Fields that are left out. */
  without?: readonly string[]
}

/** A row: the values that choose the scenario, and its effect. */
export type Scenario = {
  /** Also chooses the scenario when it is the recipient's or beneficiary's last name, with any number. */
  id: string
  /** The card number that chooses the scenario. */
  account?: string
  /** The account that chooses the scenario for a check. */
  beneficiary_account?: string
  /** The documented status of the scenario's last response. */
  status: number
  /**
   * The result of a capture with this card: `tokenized`, or the error code that the capture server sends to the
   * session's backend and page.
   */
  result: string
  /** Why a verified card is `card_not_payable`. */
  reason?: string
  /** Options that the session needs for `result`, as in `POST /v1/sessions`. Without them the card is treated as usual. */
  session?: { amount?: number; require?: Readonly<Record<string, unknown>> }
  /** The entry in the merchant's INGO_OUTCOMES that `result` needs, because Ingo doesn't publish what `status` means. */
  meaning?: { code: string; field?: string }
  /** The description that `GET /scenarios` shows. */
  what: string
  /** Processing time. */
  delay_ms?: number
  changes?: ResponseChanges
  /** How a review of status 130 ends. The default is cleared. */
  review?: 'cleared' | 'failed'
  /**
   * Replaces the response. `lost`: the socket is destroyed once the card is processed. `malformed`: text that isn't
   * JSON, every time. `working`: 104 while the card is still being processed. `http_503`: HTTP 503 with a page of HTML,
   * and nothing is processed. `too_many_requests`: HTTP 429 without Retry-After, and nothing is processed.
   */
  instead?: 'lost' | 'malformed' | 'working' | 'http_503' | 'too_many_requests'
}

/** The effect of a scenario on a response, without the fields that choose and describe it. */
export type ScenarioBehavior = Pick<Scenario, 'status' | 'delay_ms' | 'changes' | 'review' | 'instead'>
