import { createGroupFormat } from '../input/grouping.js'
import { TextField } from './TextField.js'

/** Adds the hyphen of ZIP+4, which the numeric keypad of iOS doesn't have. */
const format = createGroupFormat(() => [5], '-')

/** The ZIP code, 5 or 9 digits. */
export function Zip() {
  return <TextField name="recipient_zip" autoComplete="postal-code" inputMode="numeric" format={format} />
}
