import { expect, test } from 'vitest'
import { english, loadMessages } from './load.js'
import { describeRateLimit } from './retryTime.js'

test.each([
  [undefined, /Please wait a moment\.$/],
  [60, /Please wait a moment\.$/],
  [61, /Please try again in 2 minutes\.$/],
  [3405, /Please try again in 57 minutes\.$/],
  [5400, /Please try again in 90 minutes\.$/],
  [5401, /Please try again in 2 hours\.$/],
  [86_400, /Please try again in 24 hours\.$/],
])('a wait of %s s reads %s', (retryAfter, text) => {
  expect(describeRateLimit(english, retryAfter)).toMatch(text)
})

test.each([
  ['es', 'Inténtelo de nuevo dentro de 57 minutos.'],
  ['de', 'Bitte versuchen Sie es in 57 Minuten erneut.'],
  ['ru', 'Повторите попытку через 57 минут.'],
  ['ja', '57 分後にもう一度お試しください。'],
] as const)('%s: %s', async (language, text) => {
  expect(describeRateLimit(await loadMessages(language), 3405)).toContain(text)
})

test('uses the card’s digits in Arabic', async () => {
  expect(describeRateLimit(await loadMessages('ar'), 3405)).toContain('57')
})
