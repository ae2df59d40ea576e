/** Access to the catalogue: the one place that knows which language is shown. */
import { createContext, useContext } from 'react'
import type { ErrorCode } from '../../../contract/errors.js'
import type { Rule } from '../../../contract/fields.js'
import type { FieldName } from '../../protocol/messages.js'
import { en } from './en/form.js'
import { english, type Messages } from './load.js'
import { alike } from '../form/formSchema.js'

export const MessagesContext = createContext<Messages>(english)

export function useMessages(): Messages {
  return useContext(MessagesContext)
}

/** Why a field is marked: a rule that its value breaks, or the code with which it was refused. */
export type Reason = Rule | ErrorCode

export function isRule(reason: Reason): reason is Rule {
  return reason in en.rule
}

/** The sentence at a marked field. */
export function reasonText(messages: Messages, name: FieldName, reason: Reason): string {
  if (!isRule(reason)) return messages.error[reason]
  // The fields of another form are in the catalogue while that form is shown.
  const own: Partial<Record<Rule, string>> = messages.problem[alike(name)]
  return own[reason] ?? messages.rule[reason]
}

/** Fills the `{…}` of a sentence; what it has no value for stays. */
export function filled(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : hole,
  )
}

/** A sentence with a count, in the plural form that its language has for it. */
export function counted(messages: Messages, key: 'attemptsLeft' | 'fieldsToCheck', count: number): string {
  const forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string } = messages[key]
  const form = new Intl.PluralRules(messages.language).select(count)
  return filled(forms[form] ?? forms.other, { count })
}
