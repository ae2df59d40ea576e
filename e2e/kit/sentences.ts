/** Errors for a test's author: one sentence that says what to do. */
import { describeSeen, hasEnded, type Seen } from './form.js'

/** A sentence about what is missing. `isFinal`: waiting can't change it. */
export type Missing = { sentence: string; isFinal: boolean }

type Found = {
  /** Where the capture should be, such as `in '#a'` or `on the page`. */
  place: string
  /**
   * How many captures there are in that place, how many on the whole page, and the names of the elements
   * that the target matches.
   */
  count: number
  onPage: number
  targets: string[]
}

/** Why there is not exactly one capture. `isWaiting`: the test has waited for it. */
export function explainHost({ place, count, onPage, targets }: Found, isWaiting: boolean): string {
  if (count > 1) return `${count} captures ${place}: give captureFrame the selector of one of them.`
  const missing = `no capture ${place}`
  if (targets.some((name) => /^iframe$/i.test(name))) {
    return `${missing}: it is a frame, so give captureFrame the element around it.`
  }
  if (onPage > 0) return `${missing}: the page has ${onPage} elsewhere, so check the selector.`
  if (targets.length === 0)
    return `${missing}: nothing matches it, so check the selector and the page’s address.`
  return isWaiting
    ? `${missing}: check that this page mounts the form and that its session was created.`
    : `${missing}: open the page that mounts it, then call waitReady().`
}

/** Why a part of the form is missing. `missing` is the reason if the form can still be submitted. */
export function explainPart(seen: Seen, missing: string): Missing {
  const { state } = seen
  if (hasEnded(seen)) {
    const sentence = `The form has ended: it ${describeSeen(seen)}. Open the page with another session.`
    return { sentence, isFinal: true }
  }
  if (state === 'loading') {
    return { sentence: 'The form is still loading: call waitReady() first.', isFinal: false }
  }
  return { sentence: missing, isFinal: true }
}

/** Why no review of a check is shown. The form may still show it, unless the form has ended. */
export function explainReview(seen: Seen): Missing {
  return { ...explainPart(seen, sentences.noReview(seen)), isFinal: hasEnded(seen) }
}

export const sentences = {
  noField: (name: string) => `The form has no field ${name}: fill only what its session asks for.`,
  noMethod: (method: string, offered: string[]) =>
    offered.length > 0
      ? `The form offers no choice of ${method}: it offers ${offered.join(' and ')}. Create its session with other account_types.`
      : `The form offers no choice of ${method}: create its session with account_types of two or more.`,
  noRecipient: 'The session pays the beneficiary: leave out recipient.',
  noState: (name: string) => `${name}: should be the code of a state in the form’s list, such as GA.`,
  noReview: (seen: Seen) =>
    `No review of a check is shown: submit a check first.${seen.messages.length > 0 ? ` The form ${describeSeen(seen)}.` : ''}`,
  inReview: 'The form shows the review of a check: call confirm().',
  noButton: 'The form has no button of its own: press your page’s button with form.press().',
  noToken:
    'The form has its token, but the response with it came before captureFrame: call captureFrame before you open the page.',
}
