/** For tests: the sample of `verify--card` as Ingo documents it, whole: https://developers.ingopayments.com */

export const documentedRequest = {
  participant_id: 12345,
  account_type: 'CA',
  amount: 1010.5,
  recipient_first_name: 'Alex',
  recipient_last_name: 'Rivera',
  account: '4111111111111111',
  expiration_date: '2612',
  cvv: '123',
  recipient_address1: '100 Innovation Way',
  recipient_address2: 'Apt 2',
  recipient_city: 'Anytown',
  recipient_state: 'GA',
  recipient_zip: '00000',
  recipient_phone: '1231231234',
  participant_unique_id1: '1f2739ed-3531-4af2-ae36-e6faf7936462',
  participant_unique_id2: '90759390-01c7-47e7-8a90-6faa89b18ff6',
  timestamp: 1576097158,
  version: 11,
}

/** What of a recipient is required, with letters that ASCII lacks. */
export const requiredRecipient = {
  recipient_first_name: 'José',
  recipient_last_name: 'Núñez-O’Brien',
  recipient_address1: '100 Innovation Way',
  recipient_city: 'Anytown',
  recipient_state: 'GA',
  recipient_zip: '00000',
}

export const documentedAnswer = {
  status: 100,
  client_message: 'Success',
  data: {
    customer_account_token: 'ca875cce-58c0-46a0-8f14-676190cc7df6',
    last_4: '1111',
    request_timestamp: 1576097360,
    issuers: [
      {
        payee_id: '526263',
        payee_name: 'Bank of America - Platinum MasterCard and Visa',
        payee_address: 'PO Box 15019',
        payee_city: 'Wilmington',
        payee_state: 'DE',
        payee_zip: '19850-5019',
        credit_info: {
          min: '0.05',
          max: '1500.00',
          card_type: 'Debit',
          estimated_posting_time: 'Payment will post within 5 minutes.',
          estimated_posting_date: '04/21/2026',
        },
        issuing_network: 'Visa',
        credit_enabled: 1,
        debit_enabled: 0,
      },
    ],
    participant_unique_id1: '1f2739ed-3531-4af2-ae36-e6faf7936462',
    participant_unique_id2: '90759390-01c7-47e7-8a90-6faa89b18ff6',
    expiration_date: '2612',
    count: 1,
  },
  time: '2.4505',
}
