import { TextField } from './TextField.js'
import { useNameSplit } from './useNameSplit.js'

/** First and last name: together, since a full name filled into one belongs to both. */
export function NameFields() {
  const { splitLater, rejoin } = useNameSplit()
  return (
    <div className="row">
      <TextField
        name="recipient_first_name"
        autoComplete="given-name"
        autoCapitalize="words"
        onEdited={splitLater}
      />
      <TextField
        name="recipient_last_name"
        autoComplete="family-name"
        autoCapitalize="words"
        onEdited={rejoin}
      />
    </div>
  )
}
