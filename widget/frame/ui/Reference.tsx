import { interpolate, useMessages } from '../i18n/messages.js'

/** The start of the request's id, selectable, so that the cardholder can read it out or copy it for support. */
export function Reference({ id }: { id: string }) {
  const { reference } = useMessages()
  return <small className="reference">{interpolate(reference, { id })}</small>
}
