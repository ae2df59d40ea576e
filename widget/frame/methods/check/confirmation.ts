/** The confirmation that a check's form asks for before it is sent. */
import type { CaptureContent } from '../../form/values.js'
import { createStore } from '../../ui/externalStore.js'

/** A question with one pending answer at most; a store for React. */
export type Confirmation = {
  /** Resolves to true when the cardholder confirms, to false when they continue editing. */
  ask: (content: CaptureContent) => Promise<boolean>
  /** Answers the pending question, if there is one. */
  answer: (confirmed: boolean) => void
  /** The content under review; undefined when nothing is asked. */
  current: () => CaptureContent | undefined
  subscribe: (onChange: () => void) => () => void
}

/** Creates a confirmation with nothing asked. */
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
