import type { ClipboardEventHandler, ReactNode, SyntheticEvent } from 'react'
import type { FieldName } from '../../protocol/messages.js'
import type { Format } from '../input/digits.js'
import { useFormContext } from '../form/formContext.js'
import { useField } from '../form/useField.js'
import { FormField } from './FormField.js'

type Props = {
  name: FieldName
  /** The autofill detail token, without its section. */
  autoComplete: string
  inputMode?: 'numeric' | 'tel'
  autoCapitalize?: 'words'
  placeholder?: string
  hint?: string
  format?: Format
  /** Called after the form has processed the edit. */
  onEdited?: (event: SyntheticEvent<HTMLInputElement>) => void
  onPaste?: ClipboardEventHandler<HTMLInputElement>
  children?: ReactNode
}

/** A text input. It is uncontrolled, so that its text never becomes an attribute, which a style sheet could read. */
export function TextField({
  name,
  autoComplete,
  autoCapitalize,
  // Never empty: `:placeholder-shown` shows the style sheet that the field is empty, for floating labels.
  placeholder = ' ',
  hint,
  format,
  onEdited,
  children,
  ...rest
}: Props) {
  const field = useField(name, format)
  const { autocompleteSection = 'billing', hints } = useFormContext()
  return (
    <FormField field={field} hint={hint ?? hints?.[field.props.name]}>
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
