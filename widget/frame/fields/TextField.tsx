import type { ClipboardEventHandler, ReactNode, SyntheticEvent } from 'react'
import type { FieldName } from '../../protocol/messages.js'
import type { Format } from '../input/digits.js'
import { useFormContext } from '../form/formContext.js'
import { useField } from '../form/useField.js'
import { FormField } from './FormField.js'

type Props = {
  name: FieldName
  /** The autofill detail token; every field is the billing side's. */
  autoComplete: string
  inputMode?: 'numeric' | 'tel'
  autoCapitalize?: 'words'
  placeholder?: string
  /** In place of the field's own label. */
  label?: string
  hint?: string
  format?: Format
  /** After the edit has been taken over. */
  onEdited?: (event: SyntheticEvent<HTMLInputElement>) => void
  onPaste?: ClipboardEventHandler<HTMLInputElement>
  children?: ReactNode
}

/** An uncontrolled text input: its text is never mirrored into an attribute, where a style sheet could read it. */
export function TextField({
  name,
  autoComplete,
  autoCapitalize,
  // A blank one, so that the style sheet can tell an empty field: a label that floats comes down in it.
  placeholder = ' ',
  label,
  hint,
  format,
  onEdited,
  children,
  ...rest
}: Props) {
  const field = useField(name, format)
  const { autocompleteSection = 'billing', hints } = useFormContext()
  return (
    <FormField field={field} label={label} hint={hint ?? hints?.[field.props.name]}>
      <div className="control">
        <input
          {...field.props}
          {...rest}
          placeholder={placeholder}
          onInput={(event) => {
            field.props.onInput(event)
            onEdited?.(event)
          }}
          onKeyDown={field.onKeyDown}
          type="text"
          autoComplete={`${autocompleteSection} ${autoComplete}`}
          autoCapitalize={autoCapitalize ?? 'off'}
          autoCorrect="off"
          spellCheck={false}
          readOnly={field.readOnly}
        />
        {children}
      </div>
    </FormField>
  )
}
