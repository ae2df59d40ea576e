import type { CaptureResponse } from '../../../../contract/session.js'

/** When a check is expected to post: the date in the given language, else Ingo's text; undefined without either. */
export function formatPostingDate(shown: CaptureResponse['shown'], language: string): string | undefined {
  const { estimated_posting_date: date = '', estimated_posting_time: time = '' } = shown ?? {}
  return formatDate(date, language) ?? (time.trim() === '' ? undefined : time)
}

/** Formats Ingo's MM/DD/YYYY; undefined for an invalid date, such as a 13th month. */
function formatDate(text: string, language: string): string | undefined {
  const [, month = '', day = '', year = ''] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? []
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  // Some engines parse February 30 as a day in March.
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return undefined
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(date)
}
