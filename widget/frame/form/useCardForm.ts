/** The form's values and what is said about them. Values stay in the inputs: React never renders one. */
import { useRef, useState } from 'react'
import { useForm, type Resolver } from 'react-hook-form'
import type { Rule } from '../../../contract/fields.js'
import type { ChangeEvent, FieldName } from '../../protocol/messages.js'
import { lookOf } from '../input/cardBrand.js'
import { changeOf } from './changeEvent.js'
import { contentOf, normalised } from './normalize.js'
import { type CaptureContent } from './values.js'
import { type Values } from './values.js'
import { problemsOf, type Terms } from './validate.js'
import { isRule } from './fieldReason.js'
import { type Reason } from './fieldReason.js'
import { isFixed, openFields } from './formSchema.js'
import { type Shape } from './values.js'
import { createStore } from '../ui/externalStore.js'
import { createHistory, type History } from '../input/history.js'
import { useChanges } from './useChangeEvent.js'
import type { HostLink } from '../host/useHost.js'
import { useMarks } from './useFieldErrors.js'

export type CardForm = ReturnType<typeof useCardForm>

export function useCardForm(terms: Terms, send: HostLink['send']) {
  const form = useForm<Values, unknown, CaptureContent>({
    mode: 'onSubmit',
    reValidateMode: 'onSubmit',
    resolver: resolverFor(terms),
  })
  const marks = useMarks(form, terms)
  const [look] = useState(() => createStore(lookOf('')))
  const focused = useRef<FieldName>(undefined)
  const histories = useRef(new Map<FieldName, History>())
  const report = useChanges(current, (event) => {
    send('change', event)
  })

  function current(): ChangeEvent {
    const marked = openFields(terms.shape).map((name) => [name, ruleOf(marks.reasonAt(name))] as const)
    const shown = Object.fromEntries(marked.filter(([, rule]) => rule))
    return changeOf(form.getValues(), terms, { focused: focused.current, shown })
  }

  function showBrand(): void {
    const next = lookOf(normalised('account', form.getValues('account')))
    if (next.brand !== look.current().brand) look.set(next)
  }

  function onEdit(name: FieldName): void {
    marks.judgeEdit(name)
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
    marks.judgeLeft(name)
    report()
  }

  /** What a formatted field went through; gone with what was typed. */
  function historyOf(name: FieldName): History {
    const history = histories.current.get(name) ?? createHistory()
    histories.current.set(name, history)
    return history
  }

  /** Puts known values where nothing was typed, and in any case where they are fixed. */
  function prefill(shape: Shape): void {
    for (const [name, value] of Object.entries(shape.known) as [FieldName, string][]) {
      if (isFixed(shape, name) || !form.getValues(name)) form.setValue(name, value)
    }
  }

  /** The code may not outlive an answer. */
  function clearCode(): void {
    form.setValue('cvv', '')
    marks.forget(['cvv'])
    histories.current.delete('cvv')
  }

  function clear(): void {
    terms.shape.other?.cancel?.()
    marks.forget(openFields(terms.shape))
    // Without an argument it empties the inputs too.
    form.reset()
    histories.current.clear()
    showBrand()
  }

  const { errors } = form.formState
  return { form, errors, terms, look, historyOf, onEdit, onFocus, onBlur, prefill, clearCode, clear }
}

function resolverFor(terms: Terms): Resolver<Values, unknown, CaptureContent> {
  return (values) => {
    const problems = problemsOf(values, terms)
    if (problems.size === 0) return { values: contentOf(values, terms.shape), errors: {} }
    return { values: {}, errors: Object.fromEntries([...problems].map(([name, type]) => [name, { type }])) }
  }
}

/** The host page knows rules only: a refusal by the gateway is a value that isn't valid. */
function ruleOf(reason: Reason | undefined): Rule | undefined {
  if (!reason || isRule(reason)) return reason
  return reason === 'card_expired' ? 'expired' : 'invalid'
}
