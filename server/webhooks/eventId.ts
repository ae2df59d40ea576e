import { randomUUID } from 'node:crypto'

/** A new event's id, which a receiver recognizes a repeat by. */
export function createEventId(): string {
  return `evt_${randomUUID()}`
}
