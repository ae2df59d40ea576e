import { useFormContext } from '../form/formContext.js'

type Props = { autoComplete: string; readOnly: boolean; onFill: (text: string) => void }

/**
 * Receives autofill that the visible control can't: a state's name for a select of codes, or several lines for an input
 * of one line. It is invisible and can't be focused, and passes its text on at once.
 */
export function AutofillProxy({ autoComplete, readOnly, onFill }: Props) {
  const { autocompleteSection = 'billing' } = useFormContext()
  return (
    <textarea
      className="spoken"
      autoComplete={`${autocompleteSection} ${autoComplete}`}
      readOnly={readOnly}
      rows={1}
      tabIndex={-1}
      aria-hidden="true"
      onInput={({ currentTarget }) => {
        const text = currentTarget.value.trim()
        currentTarget.value = ''
        if (text) onFill(text)
      }}
    />
  )
}
