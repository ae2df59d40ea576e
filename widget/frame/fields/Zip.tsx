import { formatZip } from '../input/grouping.js'
import { TextField } from './TextField.js'

/** The ZIP code, 5 or 9 digits. */
export function Zip() {
  return <TextField name="recipient_zip" autoComplete="postal-code" inputMode="numeric" format={formatZip} />
}
