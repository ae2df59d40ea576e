/** Which fields a form has, which are required, and which can be edited. */
import { isOptional, recipient, recipientFields, type RecipientField } from '../../../contract/fields.js'
import type { FieldName } from '../../protocol/messages.js'
import type { FormOptions, FormSchema } from './values.js'

/** A field that the card's form can have. */
type CardFieldName = 'account' | 'expiration_date' | 'cvv' | RecipientField

const optional: FieldName[] = recipientFields.filter((name) => isOptional(recipient[name]))

/** The schema of the card's form. */
export function createCardSchema({
  cvv,
  expiration_date,
  recipient = {},
  recipient_fields,
  ask_business_name,
}: FormOptions): FormSchema {
  return {
    cvv,
    expiration_date,
    recipient: recipient_fields !== 'hidden',
    business: ask_business_name === true || recipient.recipient_business_name !== undefined,
    prefill: recipient,
    readonlyValues: recipient_fields === 'readonly' ? recipient : {},
  }
}

/** All fields in visual order. */
function allFields(schema: FormSchema): FieldName[] {
  if (schema.method) return schema.method.fields
  const card: FieldName[] = ['account']
  if (schema.expiration_date !== 'off') card.push('expiration_date')
  if (schema.cvv !== 'off') card.push('cvv')
  if (!schema.recipient) return card
  // The contract lists the recipient's fields in visual order.
  return [...card, ...recipientFields.filter((name) => schema.business || name !== 'recipient_business_name')]
}

/** Whether the session fixes a field's value. */
export function isReadonly(schema: FormSchema, name: FieldName): boolean {
  return Object.hasOwn(schema.readonlyValues, name)
}

/** The fields that the cardholder fills in, in visual order. */
export function editableFields(schema: FormSchema): FieldName[] {
  return allFields(schema).filter((name) => !isReadonly(schema, name))
}

/** Whether a field must have a value. */
export function isRequired(schema: FormSchema, name: FieldName): boolean {
  if (name === 'cvv' || name === 'expiration_date') return schema[name] === 'required'
  return !optional.includes(toRecipientField(name))
}

/** The recipient's field of the same kind. A beneficiary's field has the same rules, label and messages. */
export function toRecipientField(name: FieldName): CardFieldName {
  return name.replace('beneficiary', 'recipient') as CardFieldName
}
