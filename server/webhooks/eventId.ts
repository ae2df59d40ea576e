import { randomUUID } from 'node:crypto'

/** A new event's id, by which a receiver recognizes a repeat. */
export function createEventId(): string {
  return `evt_${randomUUID()}`
}
