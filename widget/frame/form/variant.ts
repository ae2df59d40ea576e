/** The document's variant: a public hint in its query, such as `card,check.no-cvv`, enough for the first paint. */
import type { AccountType } from '../../../contract/session.js'
import type { FormOptions } from './values.js'

/** The account types of a variant, the first one shown first. */
export function variantAccountTypes(variant: string): AccountType[] {
  return (variant.split('.')[0] ?? '').split(',') as AccountType[]
}

/** Whether the form needs nothing but the card's fields. */
export function isCardOnly(types: AccountType[]): boolean {
  return types.join() === 'card'
}

/** The form options that the variant names. They apply until the session is open. */
export function parseVariant(variant: string): FormOptions {
  const flags = variant.split('.')
  return {
    account_types: variantAccountTypes(variant),
    cvv: flags.includes('no-cvv') ? 'off' : 'required',
    expiration_date: flags.includes('no-expiry') ? 'off' : 'required',
    ...(flags.includes('business') && { ask_business_name: true }),
    recipient_fields: flags.includes('no-recipient') ? 'hidden' : 'editable',
  }
}
