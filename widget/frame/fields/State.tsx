import { useFormContext } from '../formContext.js'
import { ChevronIcon } from '../icons/icons.js'
import { useMessages } from '../messages.js'
import { useField } from '../useField.js'
import { Labelled } from './Labelled.js'
import { states } from './states.js'

/** A native select: autofill and the keyboard find a state by its code as well as by its name. */
export function State() {
  const field = useField('recipient_state')
  const { card } = useFormContext()
  const { placeholder } = useMessages()
  // A select has no read-only state, and a disabled one would be left out: its other options rest instead.
  const chosen = field.readOnly ? (card.form.getValues('recipient_state') ?? '') : undefined
  return (
    <Labelled name="recipient_state" field={field}>
      <div className="control">
        <select
          {...field.props}
          className={field.readOnly ? 'readonly' : undefined}
          autoComplete="billing address-level1"
        >
          <option value="" disabled={chosen !== undefined && chosen !== ''}>
            {placeholder.state}
          </option>
          {states.map(([code, name]) => (
            <option key={code} value={code} disabled={chosen !== undefined && chosen !== code}>
              {name}
            </option>
          ))}
        </select>
        <ChevronIcon />
      </div>
    </Labelled>
  )
}
