import { useMemo, type SyntheticEvent } from 'react'
import { useFormContext } from '../form/formContext.js'
import { ChevronIcon } from '../ui/icons.js'
import { useMessages } from '../i18n/messages.js'
import { useField } from '../form/useField.js'
import { AutofillProxy } from './AutofillProxy.js'
import { FormField } from './FormField.js'
import { guessState, resolveState } from './resolveState.js'
import { sortedStates } from './states.js'
import { useTypeahead } from './useTypeahead.js'

/** A native select that also accepts codes and names, in any spelling. */
export function State() {
  const field = useField('recipient_state')
  const { card, autocompleteSection = 'billing' } = useFormContext()
  const { name } = field.props
  const messages = useMessages()
  const states = useMemo(() => sortedStates(messages), [messages])
  // HTML has no read-only select, and a disabled one is not submitted: disable the other options instead.
  const chosen = field.readOnly ? (card.form.getValues(name) ?? '') : undefined
  const typeahead = useTypeahead((text) => {
    choose(guessState(text, messages.state))
  })

  /** Text that matches no state clears the selection and shows an error, so that no wrong state is selected silently. */
  function choose(code: string | undefined): void {
    if (field.readOnly) return
    card.form.setValue(name, code ?? '')
    card.onEdit(name)
    if (!code) card.form.setError(name, { type: 'invalid' })
  }

  function onChange(event: SyntheticEvent<HTMLSelectElement>): void {
    if (event.currentTarget.value) field.props.onChange(event)
    else choose(undefined)
  }

  function onBlur(event: SyntheticEvent<HTMLSelectElement>): void {
    typeahead.reset()
    field.props.onBlur(event)
  }

  return (
    <FormField field={field}>
      <div className="control">
        <select
          {...field.props}
          onChange={onChange}
          onKeyDown={typeahead.onKeyDown}
          onBlur={onBlur}
          className={field.readOnly ? 'readonly' : undefined}
          aria-disabled={field.readOnly || undefined}
          autoComplete={`${autocompleteSection} address-level1`}
        >
          <option value="" disabled={chosen !== undefined && chosen !== ''}>
            {messages.placeholder.state}
          </option>
          {states.map(([code, text]) => (
            <option key={code} value={code} disabled={chosen !== undefined && chosen !== code}>
              {text}
            </option>
          ))}
        </select>
        <ChevronIcon />
        <AutofillProxy
          autoComplete="address-level1"
          readOnly={field.readOnly}
          onFill={(text) => {
            choose(resolveState(text, messages.state))
          }}
        />
      </div>
    </FormField>
  )
}
