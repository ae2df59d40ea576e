/** What an error code means, for the people who answer a customer. docs/errors.md is made of the English ones. */
import type { ErrorCode } from '../../../contract/errors.js'

/**
 * Ends of a request that have no error code. `answered`: without an error, such as a form that opened. `unfinished`: the
 * log has no end of it.
 */
export const plainEndings = ['tokenized', 'verified', 'answered', 'unfinished'] as const
export type Ending = ErrorCode | (typeof plainEndings)[number]

/** Markdown: links are relative to docs/. `tell`: what support can say to the customer. */
export type Meaning = { cause: string; fix: string; tell: string }
export type Meanings = Record<Ending, Meaning>
