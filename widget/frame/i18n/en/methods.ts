import type { Translatable } from '../plural.js'

/** The messages of the other methods in English. They load with the methods' chunk and can be overridden by key too. */
export const methods = {
  methods: {
    legend: 'How would you like to be paid?',
    card: 'Debit card',
    check: 'Check by mail',
    'open-banking': 'Bank account',
    /** Under a method's name, if the session has an estimate. `{time}` as in `success.within`. */
    within: 'Usually within {time}',
    /** Under a method's name, without an estimate. */
    note: {
      card: 'Paid to your card',
      check: 'Printed and mailed',
      'open-banking': 'Paid to your bank',
    },
  },
  check: {
    frameTitle: 'Check by mail',
    heading: 'Check by mail',
    printed: 'What you enter is printed and mailed with the check. PO boxes and military addresses are fine.',
    question: 'Who should we make the check out to?',
    own: 'Me, at this address',
    other: 'Someone else, or a different address',
    payee: 'Pay to',
    /** The beneficiary's only name. */
    singleName: 'Name or organization',
    singleNameRequired: 'Enter a name or an organization.',
    line1: 'Person or organization',
    line1Required: 'Enter a person or an organization.',
    line1Hint: 'As it should stand on the check',
    onFile: 'We mail the check to the address on file.',
    left: { one: '{count} character left', other: '{count} characters left' },
    review: 'Review address',
    readBack: 'Mail the check to',
    beneficiary: 'On behalf of {name}',
    wrong: 'Please double-check this address. We can’t recover a check mailed to the wrong place.',
    /** After a card that can't be used. */
    instead: 'Get a check instead',
    switched: 'The form is now for a check. Your name and address are kept.',
    mayChange: 'This may have gone through, but we couldn’t confirm it. Try again, or change the details.',
    edit: 'Edit',
    confirm: 'Save address',
    doneTitle: 'Check address saved',
    doneText: 'We’ll mail your check to this address.',
    arrival: 'Expected by {date}',
    error: {
      card_number_invalid: 'A check can’t be sent to this account. Please contact {merchant}.',
      address_mismatch: 'The address doesn’t match this account. Please check it, or contact {merchant}.',
      invalid_request: 'Please check the details, and review them once more.',
      in_progress: 'Your address is being saved in another window. Please wait a moment.',
      session_used: 'Another account has already been saved here.',
      card_not_supported: 'A check can’t be sent with these details. Please use another way to be paid.',
      card_declined: 'These details were declined. Please use another way to be paid, or contact {merchant}.',
      limit_exceeded: 'A limit was reached. Please use another way to be paid, or contact {merchant}.',
    },
  },
  openBanking: {
    frameTitle: 'Bank account',
    heading: 'Bank account',
    preview: 'Preview',
    note: 'Connecting a bank account is a preview: it may change.',
    provider: 'Provider',
    account: 'Account ID',
    providerRequired: 'Enter the provider.',
    accountRequired: 'Enter the account.',
    submit: 'Connect account',
    /** In place of a refusal's message if the merchant's backend has chosen the account. */
    refused: 'This bank account wasn’t accepted. Please contact {merchant}.',
    doneTitle: 'Bank account connected',
    doneText: 'Your bank account has been saved securely.',
    error: {
      card_number_invalid: 'This account number wasn’t accepted. Please check it.',
      address_mismatch: 'The address doesn’t match this account. Please use another account.',
      in_progress: 'Your account is being verified in another window. Please wait a moment.',
      session_used: 'Another account has already been saved here.',
      card_not_supported: 'This account can’t be used here. Please use another account.',
      card_declined: 'This account was declined. Try another account, or contact your bank.',
      limit_exceeded:
        'A limit of this account was reached. Please use another account, or contact {merchant}.',
    },
  },
}

/** Every key of `methods.ts`: a translation must have the same. */
export type MethodCatalogue = Translatable<typeof methods>
