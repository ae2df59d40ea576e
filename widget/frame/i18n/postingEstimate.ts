/** Describes when Ingo expects a payment to post, in the form's language. */
import type { CaptureResponse } from '../../../contract/session.js'
import type { Messages } from './load.js'
import { interpolate, pluralize } from './messages.js'

/** The documented narratives, such as “Payment will post within 5 minutes.”, “7-10 Days” and “1 business day(s)”. */
const NARRATIVE =
  /^Payment will post (?:within )?(?:(\d{1,3})-)?(\d{1,3}) (business )?(minute|hour|day)(?:s|\(s\))?\.?$/i

/** `lang` is set if the text is Ingo's narrative. */
type PostingEstimate = { text: string; lang?: 'en' }

/**
 * Prefers minutes and hours to a date, and a date to a number of days. An undocumented narrative stays as Ingo wrote it.
 * Undefined without an estimate.
 */
export function describePosting(
  {
    estimated_posting_time: time = '',
    estimated_posting_date: posting = '',
  }: Pick<CaptureResponse, 'estimated_posting_time' | 'estimated_posting_date'>,
  messages: Messages,
): PostingEstimate | undefined {
  const { language, success } = messages
  const [, from, to, business, unit = ''] = NARRATIVE.exec(time.toLowerCase()) ?? []
  const date = /^[mh]/.test(unit) ? undefined : formatDate(posting, language)
  if (date) return { text: interpolate(success.date, { date }) }
  if (!unit) return time.trim() ? { text: time, lang: 'en' } : undefined
  const count = Number(to)
  const format = new Intl.NumberFormat(toLocales(language), { style: 'unit', unit, unitDisplay: 'long' })
  const range = from ? `${from}–` : ''
  const duration = business ? pluralize(messages, 'businessDays', count) : format.format(count)
  return { text: interpolate(success.within, { time: range + duration }) }
}

/** Formats Ingo's MM/DD/YYYY; undefined for an invalid date, such as a 13th month. */
function formatDate(text: string, language: string): string | undefined {
  const [, month = '', day = '', year = ''] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? []
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  // Some engines parse February 30 as a day in March.
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return undefined
  return new Intl.DateTimeFormat(toLocales(language), { dateStyle: 'long', timeZone: 'UTC' }).format(date)
}

/** Locales with the card's digits and calendar, in every language. English if the browser does not know the language. */
function toLocales(language: string): string[] {
  return [`${language}-u-ca-gregory-nu-latn`, 'en']
}
