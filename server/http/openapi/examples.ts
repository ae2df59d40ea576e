/** Examples in the OpenAPI document, from Ingo's documented sample. Its card number is a test number. */
const address = {
  recipient_address1: '100 Innovation Way',
  recipient_city: 'Anytown',
  recipient_state: 'GA',
  recipient_zip: '00000',
}
const token = 'ca875cce-58c0-46a0-8f14-676190cc7df6'
const id = '1f2739ed-3531-4af2-ae36-e6faf7936462'
const expires_at = '2026-06-15T12:30:00.000Z'
const gateway = { status: 100, client_message: 'Success', data: { customer_account_token: token } }

export const examples = {
  SessionRequest: { origin: 'https://shop.example', participant_unique_id1: 'customer-81-payout-1' },
  CreatedSession: {
    id,
    url: 'https://capture.example/frame/shop?form=card#sealed-session',
    expires_at,
  },
  RetrievedSession: {
    id,
    status: 'tokenized',
    attempts: 1,
    expires_at,
    account_type: 'card',
    customer_account_token: token,
    gateway,
  },
  VerificationRequest: {
    account_type: 'card',
    customer_account_token: token,
    participant_unique_id1: 'customer-81-again-1',
  },
  GatewayAnswer: gateway,
  FrameSession: {
    origin: 'https://shop.example',
    account_types: ['card'],
    cvv: 'required',
    expiration_date: 'required',
    recipient_fields: 'editable',
    attempts_left: 5,
    expires_at,
    server_time: '2026-06-15T12:00:00.000Z',
    test: true,
  },
  CardCapture: {
    account_type: 'card',
    account: '4111111111111111',
    expiration_date: '2612',
    cvv: '123',
    recipient_first_name: 'Alex',
    recipient_last_name: 'Rivera',
    ...address,
  },
  CaptureAnswer: { customer_account_token: token },
}
