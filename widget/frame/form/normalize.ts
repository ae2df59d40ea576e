/** Converts typed values into the documented format. */
import type { FieldName } from '../../protocol/messages.js'
import { toRecipientField, editableFields } from './formSchema.js'
import { extractDigits } from '../input/digits.js'
import { toYymm } from '../input/expiry.js'
import { formatZip } from '../input/grouping.js'
import type { CaptureContent, FormSchema, Values } from './values.js'

/** Invisible format characters, which the contract rejects. Not the joiners U+200C and U+200D: names contain them. */
const INVISIBLE = /[^\P{Cf}\u200c\u200d]/gu
/** A single digit before a gap: the country code in `1 404 555 0100`. Ingo's example `1231231234` has no country code. */
const COUNTRY = /^\P{Nd}*\p{Nd}\P{Nd}+\p{Nd}/u
/** An extension after the number, such as `ext 5`, `x5` or `#5`. */
const EXTENSION = /\p{Nd}\P{Nd}*[\p{L}#,;*]\P{Nd}*\p{Nd}/u

/**
 * Converts one field's text to its documented format. An incomplete value stays as it was typed. The text may be
 * unformatted, because an input method composes it, or because the field is formatted only when it loses the focus.
 */
export function normalizeValue(name: FieldName, text = ''): string {
  switch (toRecipientField(name)) {
    case 'account':
    case 'cvv':
      return extractDigits(text)
    case 'expiration_date':
      return toYymm(text) ?? text
    case 'recipient_phone':
      return normalizePhone(text)
    case 'recipient_zip':
      return normalizeText(formatZip({ text, caret: 0, inputType: '', previous: '' }).text)
    default:
      return normalizeText(text)
  }
}

/** Removes the US country code. A foreign number, or one with an extension, stays as it is, so that it is invalid. */
function normalizePhone(text: string): string {
  const digits = extractDigits(text)
  const isInternational = /[+\uff0b]/.test(text)
  if ((isInternational && /^[02-9]/.test(digits)) || EXTENSION.test(text)) return text
  return digits.replace(isInternational || COUNTRY.test(text) ? /^1/ : /^1(?=\d{10}$)/, '')
}

/** Pasted text can contain invisible characters, which the cardholder can't see or correct. */
function normalizeText(text: string): string {
  return text.normalize('NFC').replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim()
}

/** The request's body: the form's editable fields that have a value. */
export function toRequestBody(values: Values, schema: FormSchema): CaptureContent {
  if (schema.method) return schema.method.toRequestBody(values)
  const entries = editableFields(schema).map((name) => [name, normalizeValue(name, values[name])] as const)
  return { account_type: 'card', ...Object.fromEntries(entries.filter(([, value]) => value !== '')) }
}
