/** Reads values from a session's answers. */
import type { GatewayResponse } from '../../contract/gatewayResponse.js'
import type { OtherToken } from '../../contract/sessionRequest.js'
import type { FailedResult, Review, SessionRecord, TokenizedResult } from './record.js'

/** The results with a token, the first success first. A later success came after its lease had expired. */
export function tokenizedResults(record: SessionRecord): TokenizedResult[] {
  const first = record.answers[record.tokenKey ?? '']
  const others = Object.values(record.answers)
    .filter((answer) => answer !== first)
    .sort((one, other) => one.at - other.at)
  return [...(first ? [first] : []), ...others].flatMap(({ result }) => ('token' in result ? [result] : []))
}

/** The tokens of cards that are not payable, the latest last. Sorted by id, because processes' clocks may differ. */
export function withheldTokens({ answers }: SessionRecord): OtherToken[] {
  return Object.values(answers)
    .flatMap(({ result }) =>
      'problem' in result && result.withheld ? [{ ...result.withheld, reason: result.details.reason }] : [],
    )
    .sort((one, other) => one.idNumber - other.idNumber)
    .map(({ idNumber: _, ...withheld }) => ({ ...withheld, payable: false as const }))
}

/** The result that has ended the session because the merchant's id is used, if there is one. */
export function endingResult({ answers }: SessionRecord): FailedResult | undefined {
  return Object.values(answers).flatMap(({ result }) =>
    'problem' in result && result.details.needs_new_session ? [result] : [],
  )[0]
}

/** Ingo's last response: to the capture whose token the session has, or else to the latest capture. */
export function latestResponse({
  gateway,
  answers,
  tokenKey = '',
}: SessionRecord): GatewayResponse | undefined {
  const known = gateway ?? answers[tokenKey]?.gateway
  if (known) return known
  const [latest] = Object.values(answers)
    .filter((answer) => answer.gateway)
    .sort((one, other) => other.at - one.at)
  return latest?.gateway
}

/** The session's reviewed captures, the latest last. */
export function reviews({ answers }: SessionRecord): Review[] {
  return Object.values(answers)
    .sort((one, other) => one.at - other.at)
    .flatMap(({ result }) => result.review ?? [])
}
