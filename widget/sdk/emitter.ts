/** Typed events. A handler that throws stops neither the others nor the capture. */
export type Emitter<Events> = {
  /** Returns its own undo. */
  on<Name extends keyof Events>(name: Name, handle: (payload: Events[Name]) => void): () => void
  emit<Name extends keyof Events>(name: Name, payload: Events[Name]): void
  /** Drops every handler, for good. */
  close(): void
}

export function createEmitter<Events>(): Emitter<Events> {
  const handlers = new Map<keyof Events, Set<(payload: never) => void>>()
  let closed = false

  return {
    on(name, handle) {
      const set = handlers.get(name) ?? new Set()
      // Its own function, so that the same handler given twice is called twice and undone once.
      const entry = (payload: never): void => {
        handle(payload)
      }
      if (!closed) handlers.set(name, set.add(entry))
      return () => void set.delete(entry)
    },
    emit(name, payload) {
      for (const handle of [...(handlers.get(name) ?? [])]) {
        try {
          handle(payload as never)
        } catch (error) {
          reportError(error)
        }
      }
    },
    close() {
      closed = true
      handlers.clear()
    },
  }
}
