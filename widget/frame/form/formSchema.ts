/** Which fields the form has, and which of them are asked for. */
import { isOptional, recipient, recipientFields, type RecipientField } from '../../../contract/fields.js'
import type { FieldName } from '../../protocol/messages.js'
import type { Known, Shape } from './values.js'

export type CardFieldName = 'account' | 'expiration_date' | 'cvv' | RecipientField

const optional: FieldName[] = recipientFields.filter((name) => isOptional(recipient[name]))

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
