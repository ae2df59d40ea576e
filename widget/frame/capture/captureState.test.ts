import { expect, test } from 'vitest'
import { errors, type ErrorCode } from '../../../contract/errors.js'
import page from '../../../docs/migrating-from-ingo-frame.md?raw'
import { terminalCode } from './captureState.js'

test('the codes that end a form are those that the page of Ingo’s own frame tells merchants', () => {
  const [, told = ''] = /`failed` after (.*?), and\s+after any error/s.exec(page) ?? []
  const ending = (Object.keys(errors) as ErrorCode[]).filter((code) => terminalCode({ code }))
  expect([...told.matchAll(/`(\w+)`/g)].map(([, code]) => code).sort()).toEqual(ending.sort())
})

test('a refusal is no end while attempts are left', () => {
  const refusal = { code: 'address_mismatch' } as const
  expect(terminalCode({ ...refusal, attempts_left: 19 })).toBeUndefined()
  expect(terminalCode({ ...refusal, attempts_left: 0 })).toBe('attempts_exhausted')
})
