/** The form's values, errors and events, for every method. Inputs are uncontrolled: React never renders a value. */
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { FieldName } from '../../protocol/messages.js'
import type { HostLink } from '../host/useHost.js'
import { createHistories } from '../input/history.js'
import { adoptAll, emptyAll, restoreSent, type OwnField } from './adoptShown.js'
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
  // The undo histories contain typed values, so they are discarded together with the values.
  const [histories] = useState(createHistories<FieldName>)
  const [ownFields] = useState(() => new Map<FieldName, OwnField>())
  const { updateBrand, resetEdited, ...fields } = useFieldEvents(form, rules, send)

  /** Adopts the shown values. Returns false if an adopted choice leads to another form. */
  function adoptShown(ignored?: 'radio'): boolean {
    return adoptAll(ownFields, form.getValues, ignored)
  }

  /** Restores the sent values in the fields that a script has changed since. */
  function showSent(sent: Values): void {
    restoreSent(ownFields, sent, form, fields.onEdit)
  }

  /** Fills in the session's values, in empty fields and in read-only ones. */
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
    emptyAll(ownFields, form)
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
