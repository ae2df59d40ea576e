import { useFormContext } from '../form/formContext.js'
import { CodeIcon } from '../ui/icons.js'
import { useMessages } from '../i18n/messages.js'
import { useStore } from '../ui/externalStore.js'
import { createGroupFormat } from '../input/grouping.js'
import { TextField } from './TextField.js'

const format = createGroupFormat(() => [], '')

/** The security code: three digits on the back, four on the front for American Express. Its label stays the same for every brand. */
export function Cvv() {
  const brandInfo = useStore(useFormContext().card.brandInfo)
  const { hint } = useMessages()
  const front = brandInfo.cvvLengths.every((length) => length === 4)
  const either = brandInfo.cvvLengths.length > 1
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
