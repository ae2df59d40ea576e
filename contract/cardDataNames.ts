/** Names of card data, which no request of a merchant's backend may hold. */
export const cardDataNames = [
  ...['account', 'card', 'card_number', 'number', 'pan', 'expiration', 'expiration_date', 'expiry'],
  ...['cvv', 'cvc', 'cvv2', 'security_code'],
]

/** `Card_Number` and `cardNumber` are the same name. */
export function normalizeName(name: string): string {
  return name.toLowerCase().replaceAll('_', '')
}
