import { expect, it } from 'vitest'
import { english, loadMessages } from './load.js'
import { describePosting } from './postingEstimate.js'

const spanish = await loadMessages('es')

it.each<[time: string | undefined, date: string | undefined, en: string | undefined, es: string | undefined]>(
  [
    [
      'Payment will post within 5 minutes.',
      undefined,
      'Usually arrives within 5 minutes.',
      'Suele llegar en un plazo de 5 minutos.',
    ],
    [
      'payment will post within 1 hour',
      '04/21/2026',
      'Usually arrives within 1 hour.',
      'Suele llegar en un plazo de 1 hora.',
    ],
    [
      'Payment will post 7-10 Days',
      undefined,
      'Usually arrives within 7–10 days.',
      'Suele llegar en un plazo de 7–10 días.',
    ],
    [
      'Payment will post 7-10 Days',
      '08/29/2026',
      'Expected by August 29, 2026.',
      'Llegada prevista: 29 de agosto de 2026.',
    ],
    [
      'Payment will post within 2 days.',
      '13/45/2026',
      'Usually arrives within 2 days.',
      'Suele llegar en un plazo de 2 días.',
    ],
    [
      'Payment will post within 1 business day(s).',
      undefined,
      'Usually arrives within 1 business day.',
      'Suele llegar en un plazo de 1 día hábil.',
    ],
    [
      'Payment will post 2-3 business days',
      undefined,
      'Usually arrives within 2–3 business days.',
      'Suele llegar en un plazo de 2–3 días hábiles.',
    ],
    [undefined, '04/21/2026', 'Expected by April 21, 2026.', 'Llegada prevista: 21 de abril de 2026.'],
    ['Payment will post soon', '2026-08-29', 'Payment will post soon', 'Payment will post soon'],
    ['', '02/30/2026', undefined, undefined],
    [' ', undefined, undefined, undefined],
  ],
)('describes the estimate %j, %j', (estimated_posting_time, estimated_posting_date, en, es) => {
  const estimate = { estimated_posting_time, estimated_posting_date }
  expect(describePosting(estimate, english)?.text).toBe(en)
  expect(describePosting(estimate, spanish)?.text).toBe(es)
})

it.each([
  'Payment will post within 5 minutes. <b>Now</b>',
  'Payment will post within 99999999 minutes.',
  'Payment will post within 5 fortnights.',
  'Within 5 minutes.',
])('does not change a narrative that Ingo does not document, and marks it as English: %j', (time) => {
  expect(describePosting({ estimated_posting_time: time }, spanish)).toEqual({ text: time, lang: 'en' })
})
