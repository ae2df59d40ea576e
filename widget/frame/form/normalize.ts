/** What was typed, as the documented fields want it. */
import type { CardCapture } from '../../../contract/card.js'
import type { FieldName } from '../../protocol/messages.js'
import type { CheckCapture } from '../../../contract/check.js'
import type { OpenBankingCapture } from '../../../contract/openBanking.js'
import { alike, openFields, type Shape } from './formSchema.js'
import { digitsOf } from '../input/digits.js'
import { yymmOf } from '../input/expiry.js'

/** The text in the form's inputs. */
export type Values = Partial<Record<FieldName, string>>
/** The body of `POST /v1/captures`; the server adds the recipient values that it alone knows. */
export type CaptureContent =
  (Partial<CardCapture> & { account_type: 'card' }) | Partial<CheckCapture> | OpenBankingCapture

/** Format characters but for the joiners, which belong to names; the contract refuses them. */
const INVISIBLE = /[^\P{Cf}\u200c\u200d]/gu

/** One field's value in its documented form; a value that has none yet is left as it was typed. */
export function normalised(name: FieldName, text = ''): string {
  switch (alike(name)) {
    case 'account':
    case 'cvv':
      return digitsOf(text)
    case 'expiration_date':
      return yymmOf(text) ?? text
    case 'recipient_phone':
      return digitsOf(text).replace(/^1(?=\d{10}$)/, '')
    default:
      // What can't be seen comes with what is pasted, and is no mistake of the cardholder's.
      return text.normalize('NFC').replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim()
  }
}

/** The content to send: only what the form asks for, and no empty value. */
export function contentOf(values: Values, shape: Shape): CaptureContent {
  if (shape.other) return shape.other.contentOf(values)
  const entries = openFields(shape).map((name) => [name, normalised(name, values[name])] as const)
  return { account_type: 'card', ...Object.fromEntries(entries.filter(([, value]) => value !== '')) }
}
