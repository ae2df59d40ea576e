/** The read-back: a question that the form asks before it sends, and that waits for its answer. */
import type { CaptureContent } from '../content.js'

export type Review = {
  /** Resolves to true once it is confirmed; to false when the cardholder goes on editing. */
  ask: (content: CaptureContent) => Promise<boolean>
  answer: (confirmed: boolean) => void
  /** What is read back now. */
  current: () => CaptureContent | undefined
  subscribe: (listen: () => void) => () => void
}

export function createReview(): Review {
  let asked: { content: CaptureContent; resolve: (confirmed: boolean) => void } | undefined
  const listeners = new Set<() => void>()

  function set(next: typeof asked): void {
    asked = next
    for (const listen of listeners) listen()
  }

  return {
    ask: (content) =>
      new Promise((resolve) => {
        set({ content, resolve })
      }),
    answer(confirmed) {
      const before = asked
      if (!before) return
      set(undefined)
      before.resolve(confirmed)
    },
    current: () => asked?.content,
    subscribe(listen) {
      listeners.add(listen)
      return () => {
        listeners.delete(listen)
      }
    },
  }
}
