/** Typed events. A handler that throws stops neither the other handlers nor the capture. */
import { reportUncaught } from './reportUncaught.js'

type Handler<Payload> = (payload: Payload) => void

export type Emitter<Events> = {
  /** Adds a handler; returns the function that removes it. */
  on: <Name extends keyof Events>(name: Name, handle: Handler<Events[Name]>) => () => void
  /** Adds a handler for one event; returns the function that removes it. */
  once: <Name extends keyof Events>(name: Name, handle: Handler<Events[Name]>) => () => void
  /** Removes this handler, however often `on` and `once` added it. */
  off: <Name extends keyof Events>(name: Name, handle: Handler<Events[Name]>) => void
  /** Calls every handler. Returns false if there is none. */
  emit: <Name extends keyof Events>(name: Name, payload: Events[Name]) => boolean
  /** Removes every handler and accepts no more. */
  close: () => void
}

type Entry = { name: PropertyKey; handle: Handler<never>; once?: boolean }

/** `names` are the events that exist: `on` and `once` throw a TypeError for any other, such as a misspelled one. */
export function createEmitter<Events>(names: (keyof Events & string)[]): Emitter<Events> {
  let entries: Entry[] = []
  let closed = false

  function add(entry: Entry): () => void {
    const name = String(entry.name)
    if (!(names as string[]).includes(name)) {
      throw new TypeError(`ingo-capture: "${name}" is not an event: use ${names.join(', ')}`)
    }
    if (typeof entry.handle !== 'function') {
      throw new TypeError(`ingo-capture: the handler of "${name}" must be a function`)
    }
    if (!closed) entries.push(entry)
    return () => {
      remove(entry)
    }
  }

  function remove(entry: Entry): void {
    entries = entries.filter((other) => other !== entry)
  }

  return {
    on: (name, handle) => add({ name, handle }),
    once: (name, handle) => add({ name, handle, once: true }),
    off(name, handle) {
      entries = entries.filter((entry) => entry.name !== name || entry.handle !== handle)
    },
    emit(name, payload) {
      const listening = entries.filter((entry) => entry.name === name)
      for (const entry of listening) {
        // An earlier handler may have removed this one.
        if (!entries.includes(entry)) continue
        if (entry.once) remove(entry)
        try {
          entry.handle(payload as never)
        } catch (error) {
          reportUncaught(error)
        }
      }
      return listening.length > 0
    },
    close() {
      closed = true
      entries = []
    },
  }
}
