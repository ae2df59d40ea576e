/** A value outside React's state. A change renders only the components that read it, not the whole form. */
import { useSyncExternalStore } from 'react'

/** A value with subscribers. */
export type ExternalStore<Value> = {
  current: () => Value
  set: (value: Value) => void
  /** Returns the function that unsubscribes. */
  subscribe: (onChange: () => void) => () => void
}

/** Creates a store with its first value. */
export function createStore<Value>(value: Value): ExternalStore<Value> {
  let latest = value
  const listeners = new Set<() => void>()
  return {
    current: () => latest,
    set(next) {
      latest = next
      for (const notify of listeners) notify()
    },
    subscribe(onChange) {
      listeners.add(onChange)
      return () => {
        listeners.delete(onChange)
      }
    },
  }
}

/** Returns the store's value, and renders the component again when it changes. */
export function useStore<Value>({ subscribe, current }: ExternalStore<Value>): Value {
  return useSyncExternalStore(subscribe, current, current)
}
