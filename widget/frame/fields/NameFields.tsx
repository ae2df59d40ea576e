import { useFormContext } from '../form/formContext.js'
import { TextField } from './TextField.js'
import { useNameSplit } from './useNameSplit.js'

/**
 * First and last name, together because a full name that is autofilled into one belongs to both; or the only name of an
 * organization or a person.
 */
export function NameFields() {
  const { splitAutofilled, rejoinAutofilled, splitLater } = useNameSplit()
  const { singleName = false } = useFormContext().card.rules.schema.method ?? {}
  return (
    <div className="row" onBlur={splitLater}>
      <TextField
        name="recipient_first_name"
        autoComplete={singleName ? 'name' : 'given-name'}
        autoCapitalize="words"
        onEdited={singleName ? undefined : splitAutofilled}
      />
      {!singleName && (
        <TextField
          name="recipient_last_name"
          autoComplete="family-name"
          autoCapitalize="words"
          onEdited={rejoinAutofilled}
        />
      )}
    </div>
  )
}
