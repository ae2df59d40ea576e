/** What was typed, as the documented fields want it. */
import type { FieldName } from '../../protocol/messages.js'
import { alike, openFields } from './formSchema.js'
import { type Shape } from './values.js'
import { digitsOf } from '../input/digits.js'
import { yymmOf } from '../input/expiry.js'
import type { CaptureContent, Values } from './values.js'

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
