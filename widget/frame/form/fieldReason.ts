import type { ErrorCode } from '../../../contract/errors.js'
import type { Rule } from '../../../contract/fields.js'
import type { FieldName } from '../../protocol/messages.js'
import { english, type Messages } from '../i18n/load.js'
import { toRecipientField } from './formSchema.js'

/** Why a field has an error: a rule that its value breaks, or the error code of a rejected submit. */
export type Reason = Rule | ErrorCode

/** True for a broken rule, false for the error code of a rejected submit. */
export function isRule(reason: Reason): reason is Rule {
  return reason in english.rule
}

/** The message below a field with an error. */
export function reasonText(messages: Messages, name: FieldName, reason: Reason): string {
  if (!isRule(reason)) return messages.error[reason]
  // A method's own fields have messages only while its form is shown.
  const own: Partial<Record<Rule, string>> = messages.problem[toRecipientField(name)]
  return own[reason] ?? messages.rule[reason]
}
