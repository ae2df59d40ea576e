/** How the chunk's own sentences stand beside the catalogue, and in the place of a card's. */
import type { Messages } from '../i18n/load.js'
import { applyOverrides } from '../i18n/overrides.js'
import { useMessages } from '../i18n/messages.js'
import { en, type MethodCatalogue } from '../i18n/en/methods.js'
import { es } from '../i18n/es/methods.js'

type MethodMessages = Messages & MethodCatalogue
const catalogues: Record<string, MethodCatalogue> = { en, es }

export function extendMessages(messages: Messages, overrides?: Record<string, unknown>): MethodMessages {
  return applyOverrides(
    { ...messages, ...(catalogues[messages.language] ?? en) },
    overrides,
  ) as MethodMessages
}

/** The sentences inside one of the chunk's forms. */
export function useMethodMessages(): MethodMessages {
  return useMessages() as MethodMessages
}

export function toCheckMessages(messages: Messages): Messages {
  const { check } = messages as MethodMessages
  return {
    ...messages,
    frameTitle: check.frameTitle,
    label: { ...messages.label, ...{ recipient_line1: check.line1 } },
    problem: { ...messages.problem, ...{ recipient_line1: { required: check.line1Required } } },
    error: { ...messages.error, ...check.error },
    button: { ...messages.button, submit: check.review },
    success: { ...messages.success, title: check.doneTitle },
  }
}

export function toOpenBankingMessages(messages: Messages): Messages {
  const { openBanking: own } = messages as MethodMessages
  return {
    ...messages,
    frameTitle: own.frameTitle,
    label: { ...messages.label, ...{ open_banking_provider: own.provider, account_id: own.account } },
    problem: {
      ...messages.problem,
      ...{
        open_banking_provider: { required: own.providerRequired },
        account_id: { required: own.accountRequired },
      },
    },
    error: { ...messages.error, ...own.error },
    button: { ...messages.button, submit: own.submit },
    success: { ...messages.success, title: own.doneTitle },
  }
}
