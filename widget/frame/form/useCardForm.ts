/** The form's values and what is said about them. Values stay in the inputs: React never renders one. */
import { useRef, useState } from 'react'
import { useForm, type Resolver } from 'react-hook-form'
import type { Rule } from '../../../contract/fields.js'
import type { ChangeEvent, FieldName } from '../../protocol/messages.js'
import { detectBrand } from '../input/cardBrand.js'
import { toChangeEvent } from './changeEvent.js'
import { toRequestBody, normalizeValue } from './normalize.js'
import { type CaptureContent } from './values.js'
import { type Values } from './values.js'
import { validateForm, type FormRules } from './validate.js'
import { isRule } from './fieldReason.js'
import { type Reason } from './fieldReason.js'
import { isReadonly, editableFields } from './formSchema.js'
import { type FormSchema } from './values.js'
import { createStore } from '../ui/externalStore.js'
import { createHistory, type History } from '../input/history.js'
import { useChangeEvent } from './useChangeEvent.js'
import type { HostLink } from '../host/useHost.js'
import { useFieldErrors } from './useFieldErrors.js'

export type FormController = ReturnType<typeof useCardForm>

export function useCardForm(rules: FormRules, send: HostLink['send']) {
  const form = useForm<Values, unknown, CaptureContent>({
    mode: 'onSubmit',
    reValidateMode: 'onSubmit',
    resolver: createResolver(rules),
  })
  const fieldErrors = useFieldErrors(form, rules)
  const [brandInfo] = useState(() => createStore(detectBrand('')))
  const focused = useRef<FieldName>(undefined)
  const histories = useRef(new Map<FieldName, History>())
  const report = useChangeEvent(current, (event) => {
    send('change', event)
  })

  function current(): ChangeEvent {
    const marked = editableFields(rules.schema).map(
      (name) => [name, toRule(fieldErrors.getReason(name))] as const,
    )
    const visibleErrors = Object.fromEntries(marked.filter(([, rule]) => rule))
    return toChangeEvent(form.getValues(), rules, { focused: focused.current, visibleErrors })
  }

  function showBrand(): void {
    const next = detectBrand(normalizeValue('account', form.getValues('account')))
    if (next.brand !== brandInfo.current().brand) brandInfo.set(next)
  }

  function onEdit(name: FieldName): void {
    fieldErrors.validateEdited(name)
    if (name === 'account') showBrand()
    report()
  }

  function onFocus(name: FieldName): void {
    focused.current = name
    send('focus', { field: name })
    report()
  }

  function onBlur(name: FieldName): void {
    focused.current = undefined
    send('blur', { field: name })
    fieldErrors.validateBlurred(name)
    report()
  }

  /** What a formatted field went through; gone with what was typed. */
  function getHistory(name: FieldName): History {
    const history = histories.current.get(name) ?? createHistory()
    histories.current.set(name, history)
    return history
  }

  /** Puts known values where nothing was typed, and in any case where they are fixed. */
  function applyPrefill(schema: FormSchema): void {
    for (const [name, value] of Object.entries(schema.prefill) as [FieldName, string][]) {
      if (isReadonly(schema, name) || !form.getValues(name)) form.setValue(name, value)
    }
  }

  /** The code may not outlive an answer. */
  function clearCvv(): void {
    form.setValue('cvv', '')
    fieldErrors.forgetEdits(['cvv'])
    histories.current.delete('cvv')
  }

  function clear(): void {
    rules.schema.method?.cancel?.()
    fieldErrors.forgetEdits(editableFields(rules.schema))
    // Without an argument it empties the inputs too.
    form.reset()
    histories.current.clear()
    showBrand()
  }

  const { errors } = form.formState
  return {
    form,
    errors,
    rules,
    brandInfo,
    getHistory,
    onEdit,
    onFocus,
    onBlur,
    applyPrefill,
    clearCvv,
    clear,
  }
}

function createResolver(rules: FormRules): Resolver<Values, unknown, CaptureContent> {
  return (values) => {
    const problems = validateForm(values, rules)
    if (problems.size === 0) return { values: toRequestBody(values, rules.schema), errors: {} }
    return { values: {}, errors: Object.fromEntries([...problems].map(([name, type]) => [name, { type }])) }
  }
}

/** The host page knows rules only: a refusal by the gateway is a value that isn't valid. */
function toRule(reason: Reason | undefined): Rule | undefined {
  if (!reason || isRule(reason)) return reason
  return reason === 'card_expired' ? 'expired' : 'invalid'
}
