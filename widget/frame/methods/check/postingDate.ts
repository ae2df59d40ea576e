/** When a check is expected, as the language says it. */
import type { CaptureResponse } from '../../../../contract/session.js'

/** The date, or else Ingo's own words; undefined where neither says anything. */
export function arrivalOf(shown: CaptureResponse['shown'], language: string): string | undefined {
  const { estimated_posting_date: date = '', estimated_posting_time: time = '' } = shown ?? {}
  return dateOf(date, language) ?? (time.trim() === '' ? undefined : time)
}

/** Ingo's MM/DD/YYYY; undefined for what is none, such as the 13th month. */
function dateOf(text: string, language: string): string | undefined {
  const [, month = '', day = '', year = ''] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? []
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  // February has no 30th: some engines go on into March.
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return undefined
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(date)
}
