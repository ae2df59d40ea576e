/** Which fields the form has, and which of them are asked for. */
import type { RecipientField } from '../../../contract/fields.js'
import type { FieldName } from '../../protocol/messages.js'
import type { FormOptions, FormSchema } from './values.js'

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

/** The card's. */
export function createCardSchema({
  cvv,
  expiration_date,
  recipient = {},
  recipient_fields,
}: FormOptions): FormSchema {
  return {
    cvv,
    expiration_date,
    recipient: recipient_fields !== 'hidden',
    business: recipient.recipient_business_name !== undefined,
    prefill: recipient,
    readonlyValues: recipient_fields === 'readonly' ? recipient : {},
  }
}

/** The form's fields in their visual order. */
export function allFields(schema: FormSchema): FieldName[] {
  if (schema.method) return schema.method.fields
  const card: FieldName[] = ['account']
  if (schema.expiration_date !== 'off') card.push('expiration_date')
  if (schema.cvv !== 'off') card.push('cvv')
  if (!schema.recipient) return card
  return [...card, ...recipientFields.filter((name) => schema.business || name !== 'recipient_business_name')]
}

export function isReadonly(schema: FormSchema, name: FieldName): boolean {
  return Object.hasOwn(schema.readonlyValues, name)
}

/** The fields whose values the cardholder gives. */
export function editableFields(schema: FormSchema): FieldName[] {
  return allFields(schema).filter((name) => !isReadonly(schema, name))
}

export function isRequired(schema: FormSchema, name: FieldName): boolean {
  if (name === 'cvv' || name === 'expiration_date') return schema[name] === 'required'
  return !optional.includes(toRecipientField(name))
}

/** A beneficiary's field is what the recipient's of the same kind is. */
export function toRecipientField(name: FieldName): CardFieldName {
  return name.replace('beneficiary', 'recipient') as CardFieldName
}
