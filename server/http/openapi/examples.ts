/** Examples in the OpenAPI document, from Ingo's documented sample. Its card number is a test number. */
const address = {
  recipient_address1: '100 Innovation Way',
  recipient_city: 'Anytown',
  recipient_state: 'GA',
  recipient_zip: '00000',
}
const token = 'ca875cce-58c0-46a0-8f14-676190cc7df6'
const id = '1f2739ed-3531-4af2-ae36-e6faf7936462'
const participant_unique_id1 = '6f1b0a52-7d3c-8e41-9b2a-4c5d6e7f8091'
const expires_at = '2026-06-15T12:30:00.000Z'
const gateway = { status: 100, client_message: 'Success', data: { customer_account_token: token } }

const retrieved = {
  ...{ id, status: 'tokenized', attempts: 1, expires_at, account_type: 'card' },
  ...{ customer_account_token: token, participant_unique_id1, gateway },
}

export const examples = {
  SessionRequest: { origin: 'https://shop.example', participant_unique_id2: 'customer-81' },
  CreatedSession: {
    id,
    url: 'https://capture.example/frame/shop?form=card#sealed-session',
    expires_at,
    participant_unique_id1,
  },
  RetrievedSession: retrieved,
  SessionList: { sessions: [retrieved], has_more: false },
  VerificationRequest: {
    account_type: 'card',
    customer_account_token: token,
    participant_unique_id2: 'customer-81',
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
  IngoEvent: { event_code: 1107, participant_unique_id1, customer_account_token: token },
  ReceivedEvent: { result: 'applied' },
  WebhookBody: {
    type: 'session.tokenized',
    timestamp: '2026-06-15T12:04:11.000Z',
    data: {
      ...{ id, merchant: 'shop', status: 'tokenized', attempts: 1, account_type: 'card' },
      ...{ participant_unique_id1, participant_unique_id2: 'customer-81' },
    },
  },
}
