import { filled, useMessages } from '../i18n/messages.js'

/** Small, and it can be selected: somebody may be asked to read it out or to send it. */
export function Reference({ id }: { id: string }) {
  const { reference } = useMessages()
  return <small className="reference">{filled(reference, { id })}</small>
}
