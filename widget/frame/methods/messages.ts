/** The methods' own messages. They are added to the catalogue, and replace the card's messages in a method's form. */
import { errors, type ErrorCode } from '../../../contract/errors.js'
import { isolateEnglish } from '../i18n/leftEnglish.js'
import type { Messages } from '../i18n/load.js'
import { applyOverrides } from '../i18n/overrides.js'
import { useMessages } from '../i18n/messages.js'
import type { FormSchema } from '../form/values.js'
import { methods as english, type MethodCatalogue } from '../i18n/en/methods.js'

/** All messages while another method's form is shown. */
type MethodMessages = Messages & MethodCatalogue

/** Adds the methods' own messages, and applies overrides. A translation already contains the methods' messages. */
export function extendMessages(messages: Messages, overrides?: Record<string, unknown>): MethodMessages {
  const left = messages.language === 'en' ? english : isolateEnglish(english)
  return applyOverrides({ ...left, ...messages }, overrides) as MethodMessages
}

/** The messages inside one of the methods' forms. */
export function useMethodMessages(): MethodMessages {
  return useMessages() as MethodMessages
}

/** The messages of a check's form, which replace the card's words by those of a check. */
export function toCheckMessages(messages: Messages, { method }: FormSchema): Messages {
  const { check } = messages as MethodMessages
  const { label, problem } = messages
  const name = method?.singleName ? check.singleName : label.recipient_first_name
  const nameProblem = method?.singleName
    ? { required: check.singleNameRequired }
    : problem.recipient_first_name
  return {
    ...messages,
    frameTitle: check.frameTitle,
    label: { ...label, recipient_first_name: name, ...{ recipient_line1: check.line1 } },
    problem: {
      ...{ ...problem, recipient_first_name: nameProblem },
      ...{ recipient_line1: { required: check.line1Required } },
    },
    error: { ...messages.error, ...check.error },
    mayChange: check.mayChange,
    button: { ...messages.button, submit: check.review },
    success: { ...messages.success, title: check.doneTitle, date: check.arrival },
  }
}

/** The messages of the open banking form. */
export function toOpenBankingMessages(messages: Messages, { method }: FormSchema): Messages {
  const { openBanking } = messages as MethodMessages
  return {
    ...messages,
    frameTitle: openBanking.frameTitle,
    label: {
      ...messages.label,
      ...{ open_banking_provider: openBanking.provider, account_id: openBanking.account },
    },
    problem: {
      ...messages.problem,
      ...{
        open_banking_provider: { required: openBanking.providerRequired },
        account_id: { required: openBanking.accountRequired },
      },
    },
    error: {
      ...messages.error,
      ...openBanking.error,
      // Without fields, the cardholder can't change the account, so advice about it would not help.
      ...(method?.fields.length === 0 && refusals(openBanking.refused)),
    },
    button: { ...messages.button, submit: openBanking.submit },
    success: { ...messages.success, title: openBanking.doneTitle },
  }
}

/** Gives every refusal of the account the same message. */
function refusals(message: string): Partial<Record<ErrorCode, string>> {
  const codes = (Object.keys(errors) as ErrorCode[]).filter((code) => errors[code].fault === 'cardholder')
  return Object.fromEntries([...codes, 'invalid_request'].map((code) => [code, message]))
}
