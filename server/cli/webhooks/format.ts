import { webhookEventTypes } from '../../../contract/webhookEventTypes.js'
import type { ListedEvent } from '../../../contract/webhookList.js'

const TYPE_WIDTH = Math.max(...webhookEventTypes.map(({ length }) => length))
const STATUS_WIDTH = 'processing'.length

/** One line with the time, the type, the session and the event's id. Never the token. */
export function formatEvent({ id, type, timestamp, data }: ListedEvent): string {
  const status = [data.status, data.code].filter(Boolean).join(' ')
  return `${timestamp}  ${type.padEnd(TYPE_WIDTH)}  ${status.padEnd(STATUS_WIDTH)}  ${data.id}  ${id}`
}

/** The line of `formatEvent`, with the state of the delivery. */
export function formatDelivery(event: ListedEvent): string {
  const { status, tries, error } = event.delivery
  const failure = error === undefined ? '' : `, last ${error}`
  return `${formatEvent(event)}  ${status}${tries > 1 || error !== undefined ? ` (tries: ${tries}${failure})` : ''}`
}
