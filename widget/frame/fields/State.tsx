import { Fragment, useMemo, type ReactNode, type SyntheticEvent } from 'react'
import { useFormContext } from '../form/formContext.js'
import { ChevronIcon } from '../ui/icons.js'
import type { Messages } from '../i18n/load.js'
import { useMessages } from '../i18n/messages.js'
import { useField } from '../form/useField.js'
import { AutofillProxy } from './AutofillProxy.js'
import { FormField } from './FormField.js'
import { guessState, resolveState } from './resolveState.js'
import { sortedStates } from './states.js'
import { useTypeahead } from './useTypeahead.js'

/** A native select in which the cardholder can also type a state's code or name, in any spelling. */
export function State() {
  const { field, fixed, choose } = useStateField()
  const { autocompleteSection = 'billing' } = useFormContext()
  const messages = useMessages()
  const { state, placeholder, language } = messages
  // The elements stay the same until their texts change, so that React skips them.
  const options = useMemo(
    () => createOptions({ state, placeholder, language }, fixed),
    [state, placeholder, language, fixed],
  )
  const typeahead = useTypeahead((text) => {
    choose(guessState(text, messages.state))
  })

  function onInput(event: SyntheticEvent<HTMLSelectElement>): void {
    mendOptions(event.currentTarget, messages)
    if (event.currentTarget.value || field.readOnly) field.props.onInput(event)
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
          onInput={onInput}
          onKeyDown={typeahead.onKeyDown}
          onBlur={onBlur}
          className={field.readOnly ? 'readonly' : undefined}
          aria-disabled={field.readOnly || undefined}
          autoComplete={`${autocompleteSection} address-level1`}
        >
          {options}
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

type OptionTexts = Pick<Messages, 'state' | 'placeholder' | 'language'>

function createOptions(messages: OptionTexts, fixed: string | undefined): ReactNode {
  return (
    // The key keeps React from flattening the fragment and visiting each of its elements.
    <Fragment key="options">
      <option value="" disabled={fixed !== undefined && fixed !== ''}>
        {messages.placeholder.state}
      </option>
      {sortedStates(messages).map(([code, text]) => (
        <option key={code} value={code} disabled={fixed !== undefined && fixed !== code}>
          {text}
        </option>
      ))}
    </Fragment>
  )
}

/** The form's field. `choose` selects a code; `fixed` is the selected code while the field is read-only. */
function useStateField() {
  const messages = useMessages()
  const field = useField('recipient_state', undefined, (select) => {
    mendOptions(select, messages)
  })
  const { card } = useFormContext()
  const { name } = field.props
  // HTML has no read-only select, and a disabled select is not submitted, so the other options are disabled.
  const fixed = field.readOnly ? (card.form.getValues(name) ?? '') : undefined

  /** Without a code, clears the selection and shows an error, so that no wrong state is selected silently. */
  function choose(code: string | undefined): void {
    if (field.readOnly) return
    card.ownFields.get(name)?.mend()
    card.form.setValue(name, code ?? '')
    card.onEdit(name)
    if (!code) card.form.setError(name, { type: 'invalid' })
  }

  return { field, fixed, choose }
}

/**
 * Gives each option the value of the state that its text names, so that the form sends what it shows. An option whose text
 * names no state, such as a translated one, keeps its value.
 */
function mendOptions({ options }: HTMLSelectElement, { state, placeholder }: Messages): void {
  const codes = new Map(Object.entries(state).map(([code, text]) => [text, code]))
  codes.set(placeholder.state, '')
  for (const option of options) {
    const code = codes.get(option.text) ?? resolveState(option.text, state)
    if (code !== undefined && option.value !== code) option.value = code
  }
}
