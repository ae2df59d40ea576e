import type { ErrorCode } from '../../../contract/errors.js'
import type { Rule } from '../../../contract/fields.js'
import { en } from '../i18n/en/form.js'
import type { FieldName } from '../../protocol/messages.js'
import type { Messages } from '../i18n/load.js'
import { toRecipientField } from './formSchema.js'

/** Why a field is marked: a rule that its value breaks, or the code with which it was refused. */
export type Reason = Rule | ErrorCode
export function isRule(reason: Reason): reason is Rule {
  return reason in en.rule
}

/** The sentence at a marked field. */
export function reasonText(messages: Messages, name: FieldName, reason: Reason): string {
  if (!isRule(reason)) return messages.error[reason]
  // The fields of another form are in the catalogue while that form is shown.
  const own: Partial<Record<Rule, string>> = messages.problem[toRecipientField(name)]
  return own[reason] ?? messages.rule[reason]
}
