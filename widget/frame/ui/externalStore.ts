/** A value that few components show: a change of it renders those, and not the whole form. */
import { useSyncExternalStore } from 'react'

export type ExternalStore<Value> = {
  current: () => Value
  set: (value: Value) => void
  /** Returns its undo. */
  subscribe: (listen: () => void) => () => void
}

export function createStore<Value>(value: Value): ExternalStore<Value> {
  let now = value
  const listeners = new Set<() => void>()
  return {
    current: () => now,
    set(next) {
      now = next
      for (const listen of listeners) listen()
    },
    subscribe(listen) {
      listeners.add(listen)
      return () => {
        listeners.delete(listen)
      }
    },
  }
}

export function useStore<Value>({ subscribe, current }: ExternalStore<Value>): Value {
  return useSyncExternalStore(subscribe, current, current)
}
