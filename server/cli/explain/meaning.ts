/** The meaning of an error code, for support. docs/errors.md is made from the English meanings. */
import type { ErrorCode } from '../../../contract/errors.js'

/**
 * Endings of a request without an error code. `answered`: the request succeeded, such as a form that opened.
 * `unfinished`: the log does not have the end of the request.
 */
export const plainEndings = ['tokenized', 'verified', 'answered', 'unfinished'] as const
export type Ending = ErrorCode | (typeof plainEndings)[number]

/** Markdown: links are relative to docs/. `tell`: what support can say to the customer. */
export type Meaning = { cause: string; fix: string; tell: string }
export type Meanings = Record<Ending, Meaning>
