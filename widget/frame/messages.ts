/** Access to the catalogue: the one place that knows which language is shown. */
import { createContext, useContext } from 'react'
import type { ErrorCode } from '../../contract/errors.js'
import type { Rule } from '../../contract/fields.js'
import type { FieldName } from '../protocol/messages.js'
import { en, type Messages } from './locales/en.js'

export const MessagesContext = createContext<Messages>(en)

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
  const own: Partial<Record<Rule, string>> = messages.problem[name]
  return own[reason] ?? messages.rule[reason]
}

/** Fills the `{…}` of a sentence. */
export function filled(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole))
}

/** A sentence with a count, in the language's plural form. */
export function counted(forms: { one: string; other: string }, count: number): string {
  return filled(count === 1 ? forms.one : forms.other, { count })
}
