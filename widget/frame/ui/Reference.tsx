import { interpolate, useMessages } from '../i18n/messages.js'

/** Small, and it can be selected: somebody may be asked to read it out or to send it. */
export function Reference({ id }: { id: string }) {
  const { reference } = useMessages()
  return <small className="reference">{interpolate(reference, { id })}</small>
}
