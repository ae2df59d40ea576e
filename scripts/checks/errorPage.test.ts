/**
 * docs/errors.md has every error code in the section of who has to act. It has the form's message, and the cause and
 * the fix that `ingo-capture-server explain` prints. `--update` writes these columns again.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { backendErrors, errors, formErrors, loadErrors, type ErrorCode } from '../../contract/errors.js'
import { english } from '../../server/cli/explain/meanings.en.js'
import { form } from '../../widget/frame/i18n/en/form.js'

const path = join(import.meta.dirname, '../../docs/errors.md')
const page = readFileSync(path, 'utf8')

const headings = {
  cardholder: 'For the cardholder',
  merchant: 'For you',
  gateway: 'For Ingo',
  network: 'Temporary',
  internal: 'A defect of the capture server',
} as const

/** The codes in the first column of a section's table. */
function listedCodes(heading: string): string[] {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? ''
  return [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, code = '']) => code).sort()
}

it.each(Object.entries(headings))(
  'lists the codes that the %s has to solve, and no other',
  (fault, heading) => {
    const codes = Object.entries(errors).filter(([, entry]) => entry.fault === fault)
    expect(listedCodes(heading)).toEqual(codes.map(([code]) => code).sort())
  },
)

it('lists the codes of the backend functions, of the form, and of a form that does not load', () => {
  expect(listedCodes('On your backend only')).toEqual([...backendErrors].sort())
  expect(listedCodes('In the form only')).toEqual([...formErrors])
  expect(listedCodes('When the form does not load')).toEqual([...loadErrors].sort())
})

it('has the message that the form shows, and the cause and the fix that explain prints', async () => {
  const messages: Record<string, string> = form.error
  const written = page.replace(/^\| `(\w+)` \|[^|]*\|[^|]+\|[^|]+\|$/gm, (_row, code: string) => {
    const { cause, fix } = english[code as ErrorCode]
    return `| \`${code}\` | ${messages[code] ?? ''} | ${cause} | ${fix} |`
  })
  const lists = written.replace(
    /^\| code \| tell the customer \|\n\| --- \| --- \|\n(?:\|.*\n)*/m,
    `| code | tell the customer |\n| --- | --- |\n${tellRows().join('\n')}\n`,
  )
  await expect(lists).toMatchFileSnapshot(path)
})

function tellRows(): string[] {
  return (Object.keys(errors) as ErrorCode[]).map((code) => `| \`${code}\` | ${english[code].tell} |`)
}
