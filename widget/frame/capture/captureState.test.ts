import { expect, test } from 'vitest'
import { errors, type ErrorCode } from '../../../contract/errors.js'
import page from '../../../docs/migrate-from-ingo-frame.md?raw'
import { endsCapture } from './captureState.js'

test('ends the form for the codes that the migration guide lists', () => {
  const [, listed = ''] = /`failed` after (.*?), and\s+after any error/s.exec(page) ?? []
  const ending = (Object.keys(errors) as ErrorCode[]).filter((code) => endsCapture({ code }))
  expect([...listed.matchAll(/`(\w+)`/g)].map(([, code]) => code).sort()).toEqual(ending.sort())
})

test('does not end the form while attempts are left', () => {
  const failure = { code: 'address_mismatch' } as const
  expect(endsCapture({ ...failure, attempts_left: 19 })).toBe(false)
  expect(endsCapture({ ...failure, attempts_left: 0 })).toBe(true)
})
