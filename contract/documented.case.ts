/** For tests: Ingo's documented samples, unchanged. Source: https://developers.ingopayments.com */

/** The request of `verify--card`. */
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

/** The required fields of a recipient, with letters outside ASCII. Not Ingo's. */
export const requiredRecipient = {
  recipient_first_name: 'José',
  recipient_last_name: 'Núñez-O’Brien',
  recipient_address1: '100 Innovation Way',
  recipient_city: 'Anytown',
  recipient_state: 'GA',
  recipient_zip: '00000',
}

/** The response of `verify--card`. */
export const documentedResponse = {
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

/** The request of `verify--check`. It has a recipient although `recipient_is_beneficiary` is 1. */
export const documentedCheck = {
  participant_id: 12345,
  account_type: 'CK',
  recipient_is_beneficiary: 1,
  recipient: {
    recipient_line1: 'Ace Ventura',
    recipient_address1: '100 Innovation Way',
    recipient_address2: 'Apt 3',
    recipient_city: 'Anytown',
    recipient_state: 'GA',
    recipient_zip: '00000',
    recipient_phone: '5555550100',
  },
  beneficiary: {
    beneficiary_account: '3000000038',
    beneficiary_first_name: 'Alex',
    beneficiary_last_name: 'Rivera',
    beneficiary_address1: '100 Innovation Way',
    beneficiary_address2: '',
    beneficiary_city: 'Anytown',
    beneficiary_state: 'GA',
    beneficiary_zip: '00000',
    beneficiary_phone: '5555550100',
  },
  participant_unique_id1: '35a792a5-39e6-46fa-add1-419a75d3aa9a',
  participant_unique_id2: '2d4ebd46-616b-4212-bc54-1f7f68514e1a',
  timestamp: 1597862420,
  version: 11,
}

/** The response of `verify--check`. */
export const documentedCheckResponse = {
  status: 100,
  client_message: 'Success',
  data: {
    customer_account_token: '6218c726-3989-40ab-af84-fa6f4c932cb6',
    last_4: '0038',
    estimated_posting_date: '08/29/2020',
    estimated_posting_time: 'Payment will post 7-10 Days',
    participant_unique_id1: '35a792a5-39e6-46fa-add1-419a75d3aa9a',
    participant_unique_id2: '2d4ebd46-616b-4212-bc54-1f7f68514e1a',
    request_timestamp: 1597867738,
  },
  time: '1.4295',
}

/** The keys of `verify--open-banking`'s sample, in its order. Every value there is the text `<string>`. */
export const documentedOpenBankingKeys = [
  'request',
  'participant_id',
  'timestamp',
  'open_banking_request',
  'open_banking_provider',
  'requested_data',
  'from_date',
  'to_date',
  'customer_account_token',
  'account_identifier',
  'account_identifier_finicity',
  'customer_id',
  'account_id',
  'response',
  'status',
  'message',
  'duration',
  'open_banking',
  'open_banking_response',
] as const
/** The keys that may be absent. */
export const documentedOptionalKeys = [
  'from_date',
  'to_date',
  'customer_account_token',
  'account_identifier',
  'account_identifier_finicity',
]
