/** Which fields the form has, and which of them are asked for. */
import type { Requirement } from '../../../contract/policy.js'
import type { RecipientField } from '../../../contract/fields.js'
import type { FrameSession } from '../../../contract/session.js'
import type { FieldName } from '../../protocol/messages.js'
import type { Values } from './normalize.js'
import { typesOf, type OtherForm } from '../methods/method.js'

/** What the shape follows from: a session, and before it is open what its hint says of it. */
export type Known = Pick<
  FrameSession,
  'account_types' | 'cvv' | 'expiration_date' | 'recipient' | 'recipient_fields' | 'check'
>

export type Shape = {
  cvv: Requirement
  expiration_date: Requirement
  /** False where the session knows everything about the recipient and shows nothing of it. */
  recipient: boolean
  /** A business name is shown only where the merchant gave one. */
  business: boolean
  /** Values that are known beforehand. */
  known: Values
  /** Those of them that cannot be changed. */
  fixed: Values
  /** In place of the card's fields. */
  other?: OtherForm
}

const recipientFields = [
  'recipient_first_name',
  'recipient_last_name',
  'recipient_business_name',
  'recipient_address1',
  'recipient_address2',
  'recipient_city',
  'recipient_state',
  'recipient_zip',
  'recipient_phone',
] as const satisfies RecipientField[]

export type CardFieldName = 'account' | 'expiration_date' | 'cvv' | RecipientField

const optional: FieldName[] = ['recipient_business_name', 'recipient_address2', 'recipient_phone']

/** The public hint in the document's query, such as `card.no-cvv`: enough for the first paint. */
export function hintOf(variant: string): Known {
  const hints = variant.split('.')
  return {
    account_types: typesOf(variant),
    cvv: hints.includes('no-cvv') ? 'off' : 'required',
    expiration_date: hints.includes('no-expiry') ? 'off' : 'required',
    // That there is a name, and not which.
    ...(hints.includes('business') && { recipient: { recipient_business_name: '' } }),
    recipient_fields: hints.includes('no-recipient') ? 'hidden' : 'editable',
  }
}

/** The card's. */
export function shapeOfCard({ cvv, expiration_date, recipient = {}, recipient_fields }: Known): Shape {
  return {
    cvv,
    expiration_date,
    recipient: recipient_fields !== 'hidden',
    business: recipient.recipient_business_name !== undefined,
    known: recipient,
    fixed: recipient_fields === 'readonly' ? recipient : {},
  }
}

/** The form's fields in their visual order. */
export function fieldsOf(shape: Shape): FieldName[] {
  if (shape.other) return shape.other.fields
  const card: FieldName[] = ['account']
  if (shape.expiration_date !== 'off') card.push('expiration_date')
  if (shape.cvv !== 'off') card.push('cvv')
  if (!shape.recipient) return card
  return [...card, ...recipientFields.filter((name) => shape.business || name !== 'recipient_business_name')]
}

export function isFixed(shape: Shape, name: FieldName): boolean {
  return Object.hasOwn(shape.fixed, name)
}

/** The fields whose values the cardholder gives. */
export function openFields(shape: Shape): FieldName[] {
  return fieldsOf(shape).filter((name) => !isFixed(shape, name))
}

export function isRequired(shape: Shape, name: FieldName): boolean {
  if (name === 'cvv' || name === 'expiration_date') return shape[name] === 'required'
  return !optional.includes(alike(name))
}

/** A beneficiary's field is what the recipient's of the same kind is. */
export function alike(name: FieldName): CardFieldName {
  return name.replace('beneficiary', 'recipient') as CardFieldName
}
