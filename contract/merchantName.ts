/** What the form calls the merchant. */
import * as z from 'zod/mini'
import { text } from './fields.js'

/** One line of up to 60 characters, with single spaces. It may contain no card number, like every free text. */
export const merchantName = z.pipe(
  text(60),
  z.transform((value) =>
    value
      .normalize('NFC')
      .trim()
      .replace(/\p{Zs}+/gu, ' '),
  ),
)
