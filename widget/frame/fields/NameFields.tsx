import { useFormContext } from '../form/formContext.js'
import { TextField } from './TextField.js'
import { useNameSplit } from './useNameSplit.js'

/**
 * First and last name, in one component, because a full name that is autofilled into one field belongs to both. With
 * `singleName`, only one name: that of an organization or a person.
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
