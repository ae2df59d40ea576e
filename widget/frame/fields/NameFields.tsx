import { TextField } from './TextField.js'
import { useNameSplit } from './useNameSplit.js'

/** First and last name, together because a full name that is autofilled into one belongs to both. */
export function NameFields() {
  const { splitAutofilled, rejoinAutofilled } = useNameSplit()
  return (
    <div className="row">
      <TextField
        name="recipient_first_name"
        autoComplete="given-name"
        autoCapitalize="words"
        onEdited={splitAutofilled}
      />
      <TextField
        name="recipient_last_name"
        autoComplete="family-name"
        autoCapitalize="words"
        onEdited={rejoinAutofilled}
      />
    </div>
  )
}
