/** What was typed, as the documented fields want it. */
import type { FieldName } from '../../protocol/messages.js'
import { toRecipientField, editableFields } from './formSchema.js'
import { type FormSchema } from './values.js'
import { extractDigits } from '../input/digits.js'
import { toYymm } from '../input/expiry.js'
import type { CaptureContent, Values } from './values.js'

/** Format characters but for the joiners, which belong to names; the contract refuses them. */
const INVISIBLE = /[^\P{Cf}\u200c\u200d]/gu

/** One field's value in its documented form; a value that has none yet is left as it was typed. */
export function normalizeValue(name: FieldName, text = ''): string {
  switch (toRecipientField(name)) {
    case 'account':
    case 'cvv':
      return extractDigits(text)
    case 'expiration_date':
      return toYymm(text) ?? text
    case 'recipient_phone':
      return extractDigits(text).replace(/^1(?=\d{10}$)/, '')
    default:
      // What can't be seen comes with what is pasted, and is no mistake of the cardholder's.
      return text.normalize('NFC').replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim()
  }
}

/** The content to send: only what the form asks for, and no empty value. */
export function toRequestBody(values: Values, schema: FormSchema): CaptureContent {
  if (schema.method) return schema.method.toRequestBody(values)
  const entries = editableFields(schema).map((name) => [name, normalizeValue(name, values[name])] as const)
  return { account_type: 'card', ...Object.fromEntries(entries.filter(([, value]) => value !== '')) }
}
