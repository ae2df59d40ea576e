import { useFormContext } from '../form/formContext.js'

type Props = { autoComplete: string; readOnly: boolean; onFill: (text: string) => void }

/**
 * Catches what a browser or password manager has to say where the visible control can't take it: a state's
 * name where its code is the value, several lines where there is one. Nobody can see or reach it, and what is
 * written into it goes on at once.
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
