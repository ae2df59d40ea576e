/** Typed events. A handler that throws stops neither the others nor the capture. */
type Handler<Payload> = (payload: Payload) => void

export type Emitter<Events> = {
  /** Listens; returns its own undo. */
  on: <Name extends keyof Events>(name: Name, handle: Handler<Events[Name]>) => () => void
  /** Listens until it was told once; returns its own undo. */
  once: <Name extends keyof Events>(name: Name, handle: Handler<Events[Name]>) => () => void
  /** Undoes every `on` and `once` of this handler. */
  off: <Name extends keyof Events>(name: Name, handle: Handler<Events[Name]>) => void
  /** Tells every handler; false when there was none. */
  emit: <Name extends keyof Events>(name: Name, payload: Events[Name]) => boolean
  /** Drops every handler, for good. */
  close: () => void
}

type Entry = { name: PropertyKey; given: Handler<never>; call: Handler<never> }

/** `names` are those that there are: a name misspelt would be listened to for ever. */
export function createEmitter<Events>(names: (keyof Events)[]): Emitter<Events> {
  let entries: Entry[] = []
  let closed = false

  function add(entry: Entry): () => void {
    if (!names.includes(entry.name as keyof Events)) {
      throw new TypeError(
        `ingo-capture: "${String(entry.name)}" is not an event; there are ${names.join(', ')}`,
      )
    }
    if (typeof entry.given !== 'function') {
      throw new TypeError(`ingo-capture: the handler of "${String(entry.name)}" must be a function`)
    }
    if (!closed) entries.push(entry)
    return () => {
      entries = entries.filter((other) => other !== entry)
    }
  }

  return {
    on: (name, handle) => add({ name, given: handle, call: handle }),
    once(name, handle) {
      const undo = add({
        name,
        given: handle,
        call: (payload) => {
          undo()
          handle(payload)
        },
      })
      return undo
    },
    off(name, handle) {
      entries = entries.filter((entry) => entry.name !== name || entry.given !== handle)
    },
    emit(name, payload) {
      const listening = entries.filter((each) => each.name === name)
      for (const entry of listening) {
        // Taken off by a handler before it.
        if (!entries.includes(entry)) continue
        try {
          entry.call(payload as never)
        } catch (error) {
          reportError(error)
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
