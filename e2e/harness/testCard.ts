/** The card of the bench and the soak: Ingo's test number, and an expiry two years from now. */
export const testCard = {
  account_type: 'card',
  account: '4111111111111111',
  expiration_date: `${(new Date().getUTCFullYear() + 2) % 100}12`,
  cvv: '123',
  recipient_first_name: 'Alex',
  recipient_last_name: 'Rivera',
  recipient_address1: '1 Main St',
  recipient_city: 'Anytown',
  recipient_state: 'GA',
  recipient_zip: '00000',
}
