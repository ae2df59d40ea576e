import type { AccountType } from '../../../contract/session.js'
import type { FormOptions } from './values.js'

/** The account types of the document's public hint, such as `card,check.no-cvv`. */
export function variantAccountTypes(variant: string): AccountType[] {
  return (variant.split('.')[0] ?? '').split(',') as AccountType[]
}

export function isCardOnly(types: AccountType[]): boolean {
  return types.join() === 'card'
}

/** The public hint in the document's query, such as `card.no-cvv`: enough for the first paint. */
export function parseVariant(variant: string): FormOptions {
  const hints = variant.split('.')
  return {
    account_types: variantAccountTypes(variant),
    cvv: hints.includes('no-cvv') ? 'off' : 'required',
    expiration_date: hints.includes('no-expiry') ? 'off' : 'required',
    // That there is a name, and not which.
    ...(hints.includes('business') && { recipient: { recipient_business_name: '' } }),
    recipient_fields: hints.includes('no-recipient') ? 'hidden' : 'editable',
  }
}
