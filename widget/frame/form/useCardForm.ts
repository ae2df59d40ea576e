/** The form's values, errors and events, for every method. Values stay in the inputs: React never renders one. */
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { FieldName } from '../../protocol/messages.js'
import type { HostLink } from '../host/useHost.js'
import { createHistories } from '../input/history.js'
import { adoptAll, restoreSent, type OwnField } from './adoptShown.js'
import { editableFields, isReadonly } from './formSchema.js'
import { createResolver } from './resolver.js'
import { useFieldEvents } from './useFieldEvents.js'
import type { FormRules } from './validate.js'
import type { CaptureContent, FormSchema, Values } from './values.js'

/** What `useCardForm` returns. */
export type FormController = ReturnType<typeof useCardForm>

/** Creates the form. `rules` may change with the session and the chosen method. */
export function useCardForm(rules: FormRules, send: HostLink['send']) {
  const form = useForm<Values, unknown, CaptureContent>({
    mode: 'onSubmit',
    reValidateMode: 'onSubmit',
    resolver: createResolver(rules),
  })
  // The undo histories contain what was typed: they are discarded together with it.
  const [histories] = useState(createHistories<FieldName>)
  const [ownFields] = useState(() => new Map<FieldName, OwnField>())
  const { updateBrand, resetEdited, ...fields } = useFieldEvents(form, rules, send)

  /** Takes over what is shown. Returns false if another form follows from a choice. */
  function adoptShown(ignored?: 'radio'): boolean {
    return adoptAll(ownFields, form.getValues, ignored)
  }

  /** Shows the values that were sent where a script has set others since. */
  function showSent(sent: Values): void {
    restoreSent(ownFields, sent, form, fields.onEdit)
  }

  /** Fills in the session's values: where nothing was typed, and everywhere they are read-only. */
  function applyPrefill(schema: FormSchema): void {
    adoptShown('radio')
    for (const [name, value] of Object.entries(schema.prefill) as [FieldName, string][]) {
      if (isReadonly(schema, name) || !form.getValues(name)) form.setValue(name, value)
    }
  }

  /** PCI DSS 3.3.1: the CVV is not kept after authorization. */
  function clearCvv(): void {
    form.setValue('cvv', '')
    resetEdited(['cvv'])
    histories.discard('cvv')
  }

  /** Empties the form and cancels a pending confirmation. */
  function clear(): void {
    rules.schema.method?.cancel?.()
    resetEdited(editableFields(rules.schema))
    // Without an argument it empties the inputs too.
    form.reset()
    histories.clear()
    updateBrand()
  }

  return {
    form,
    errors: form.formState.errors,
    rules,
    getHistory: histories.get,
    ownFields,
    ...fields,
    adoptShown,
    showSent,
    applyPrefill,
    clearCvv,
    clear,
  }
}
