import { createGroupFormat } from '../input/grouping.js'
import { TextField } from './TextField.js'

/** The hyphen of ZIP+4 is put in: the numeric keypad of iOS has none. */
const format = createGroupFormat(() => [5], '-')

export function Zip() {
  return <TextField name="recipient_zip" autoComplete="postal-code" inputMode="numeric" format={format} />
}
