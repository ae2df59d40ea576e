import { useFormContext } from '../formContext.js'
import { CodeIcon } from '../icons/icons.js'
import { useMessages } from '../messages.js'
import { grouped } from '../typing/grouping.js'
import { TextField } from './TextField.js'

const format = grouped(() => [], '')

/** Three digits on the back; American Express prints four on the front. */
export function Cvv() {
  const { look } = useFormContext().card
  const { hint } = useMessages()
  const front = look.cvvLengths.every((length) => length === 4)
  const either = look.cvvLengths.length > 1
  return (
    <TextField
      name="cvv"
      autoComplete="cc-csc"
      inputMode="numeric"
      hint={either ? hint.cvvUnknown : front ? hint.cvvFront : hint.cvv}
      format={format}
    >
      <CodeIcon front={front} />
    </TextField>
  )
}
