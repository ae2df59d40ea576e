import { useFormContext } from '../form/formContext.js'
import { CodeIcon } from '../ui/icons.js'
import { filled, useMessages } from '../i18n/messages.js'
import { useStore } from '../ui/externalStore.js'
import { grouped } from '../input/grouping.js'
import { TextField } from './TextField.js'

const format = grouped(() => [], '')

/** Three digits on the back; American Express prints four on the front. Each brand has its own name for it. */
export function Cvv() {
  const look = useStore(useFormContext().card.look)
  const { hint, codeNamed } = useMessages()
  const front = look.cvvLengths.every((length) => length === 4)
  const either = look.cvvLengths.length > 1
  return (
    <TextField
      name="cvv"
      label={look.cvvName && filled(codeNamed, { name: look.cvvName })}
      autoComplete="cc-csc"
      inputMode="numeric"
      hint={either ? hint.cvvUnknown : front ? hint.cvvFront : hint.cvv}
      format={format}
    >
      <CodeIcon front={front} />
    </TextField>
  )
}
