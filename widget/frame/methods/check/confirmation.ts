/** The confirmation that a check's form asks for before it is sent. */
import type { CaptureContent } from '../../form/values.js'
import { createStore } from '../../ui/externalStore.js'

/** A store for React with at most one pending question. */
export type Confirmation = {
  /** Resolves to true if the cardholder confirms, and to false if they continue editing. */
  ask: (content: CaptureContent) => Promise<boolean>
  /** Answers the pending question, if there is one. */
  answer: (confirmed: boolean) => void
  /** The content under review. Undefined if no question is pending. */
  current: () => CaptureContent | undefined
  subscribe: (onChange: () => void) => () => void
}

/** Creates a confirmation without a pending question. */
export function createConfirmation(): Confirmation {
  type Question = { content: CaptureContent; resolve: (confirmed: boolean) => void }
  const pending = createStore<Question | undefined>(undefined)

  return {
    ask: (content) =>
      new Promise((resolve) => {
        pending.set({ content, resolve })
      }),
    answer(confirmed) {
      const question = pending.current()
      if (!question) return
      pending.set(undefined)
      question.resolve(confirmed)
    },
    current: () => pending.current()?.content,
    subscribe: pending.subscribe,
  }
}
