/** The read-back: a question that the form asks before it sends, and that waits for its answer. */
import type { CaptureContent } from '../../form/values.js'
import { createStore } from '../../ui/externalStore.js'

export type Confirmation = {
  /** Resolves to true once it is confirmed; to false when the cardholder goes on editing. */
  ask: (content: CaptureContent) => Promise<boolean>
  answer: (confirmed: boolean) => void
  /** What is read back now. */
  current: () => CaptureContent | undefined
  subscribe: (listen: () => void) => () => void
}

export function createConfirmation(): Confirmation {
  type Asked = { content: CaptureContent; resolve: (confirmed: boolean) => void }
  const asked = createStore<Asked | undefined>(undefined)

  return {
    ask: (content) =>
      new Promise((resolve) => {
        asked.set({ content, resolve })
      }),
    answer(confirmed) {
      const before = asked.current()
      if (!before) return
      asked.set(undefined)
      before.resolve(confirmed)
    },
    current: () => asked.current()?.content,
    subscribe: asked.subscribe,
  }
}
