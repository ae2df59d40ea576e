/** Typed events. A handler that throws stops neither the others nor the capture. */
type Handler<Payload> = (payload: Payload) => void

export type Emitter<Events> = {
  /** Listens; returns its own undo. */
  on: <Name extends keyof Events>(name: Name, handle: Handler<Events[Name]>) => () => void
  /** Listens until it was told once; returns its own undo. */
  once: <Name extends keyof Events>(name: Name, handle: Handler<Events[Name]>) => () => void
  /** Undoes every `on` and `once` of this handler. */
  off: <Name extends keyof Events>(name: Name, handle: Handler<Events[Name]>) => void
  emit: <Name extends keyof Events>(name: Name, payload: Events[Name]) => void
  /** Drops every handler, for good. */
  close: () => void
}

type Entry = { name: PropertyKey; given: Handler<never>; call: Handler<never> }

export function createEmitter<Events>(): Emitter<Events> {
  let entries: Entry[] = []
  let closed = false

  function add(entry: Entry): () => void {
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
      for (const entry of entries.filter((each) => each.name === name)) {
        // Taken off by a handler before it.
        if (!entries.includes(entry)) continue
        try {
          entry.call(payload as never)
        } catch (error) {
          reportError(error)
        }
      }
    },
    close() {
      closed = true
      entries = []
    },
  }
}
