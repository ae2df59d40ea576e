/** Whether a verified card can be paid as the session requires. Source: Ingo's page of `verify--card`, `issuers`. */
import * as z from 'zod/mini'
import { AMOUNT, issuers, type Issuer } from '../../../contract/card.js'
import type { CardRequirements } from '../../../contract/cardRequirements.js'
import { notPayableReasons, type NotPayableReason } from '../../../contract/payable.js'

type Requirements = { require?: CardRequirements; amount?: number }
type Payable = { issuer?: Issuer; reason?: NotPayableReason }

/**
 * The issuer that pays: the first one that meets all requirements. If none does, `reason` is that of the issuer that
 * comes closest. A field that the response lacks counts as allowed.
 */
export function findPayingIssuer(all: Issuer[] = [], requirements: Requirements): Payable {
  const paying = all.find((issuer) => notPayableReason(issuer, requirements) === undefined)
  if (paying || all.length === 0) return { issuer: paying }
  const refused = all.map((issuer) => ({ issuer, reason: notPayableReason(issuer, requirements) }))
  const rank = ({ reason }: Payable) => (reason ? notPayableReasons.indexOf(reason) : -1)
  return refused.sort((one, other) => rank(other) - rank(one))[0] ?? {}
}

function notPayableReason(issuer: Issuer, { require, amount }: Requirements): NotPayableReason | undefined {
  if (!require) return undefined
  const { push, pull, card_types, amount_within_limits } = require
  if (push && issuer.credit_enabled === 0) return 'push_disabled'
  if (pull && issuer.debit_enabled === 0) return 'pull_disabled'
  const info = pull && !push ? issuer.debit_info : issuer.credit_info
  const type = info?.card_type?.toLowerCase()
  if (card_types && type && !card_types.some((allowed) => allowed.toLowerCase() === type)) return 'card_type'
  if (!amount_within_limits || amount === undefined) return undefined
  if (amount > (toDollars(info?.max) ?? Infinity)) return 'above_max'
  return amount < (toDollars(info?.min) ?? 0) ? 'below_min' : undefined
}

const refusedCard = z.looseObject({ issuers })

/**
 * Whether a refused request names a limit that its amount exceeds. Ingo doesn't say which of the statuses 600–616 are
 * velocity limits, so the amount and the limit decide.
 */
export function exceedsNamedLimit(data: unknown, amount: number | undefined): boolean {
  const maxima = (refusedCard.safeParse(data).data?.issuers ?? []).map(({ credit_info, debit_info }) =>
    Math.max(...[credit_info, debit_info].flatMap((info) => toDollars(info?.max) ?? []), -Infinity),
  )
  return amount !== undefined && maxima.length > 0 && maxima.every((max) => max > -Infinity && amount > max)
}

/** Undefined for a text that is no amount, which then sets no limit. */
function toDollars(text: string | undefined): number | undefined {
  const [, dollars] = AMOUNT.exec(text ?? '') ?? []
  return dollars === undefined ? undefined : Number(dollars.replaceAll(',', ''))
}
