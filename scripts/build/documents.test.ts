/** The documents as the build made them: what each begins with is there before any script. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

function documentOf(name: string): string {
  return readFileSync(`dist/public/frame/documents/${name}.html`, 'utf8')
}

function namesIn(document: string): string[] {
  return [...document.matchAll(/<(?:input|select)[^>]* name="([^"]+)"/g)].map(([, name = '']) => name)
}

const place = ['address1', 'address2', 'city', 'state', 'zip', 'phone']
const person = ['first_name', 'last_name', ...place].map((name) => `beneficiary_${name}`)
const question = ['recipient_is_beneficiary', 'recipient_is_beneficiary']

it.each([
  ['check.en', 'Check by mail', [...person, ...question]],
  ['check.es', 'Cheque por correo', [...person, ...question]],
  ['check+.en', 'Check by mail', [...person, ...question]],
  ['check.no-recipient.en', 'Check by mail', []],
  ['open-banking.es', 'Cuenta bancaria', ['open_banking_provider', 'account_id']],
])('%s: its fields, its words, its styles, and its chunk on the way', (name, title, fields) => {
  const document = documentOf(name)
  expect(document).toContain(`<html lang="${name.slice(-2)}">`)
  expect(document).toContain(`<title>${title}</title>`)
  expect(namesIn(document)).toEqual(fields)
  expect(document).toMatch(/<style>.*#root \.option ?\{.*<\/style>/)
  expect(document).toMatch(/<link rel="modulepreload" crossorigin href="\.\/assets\/methods-[\w-]+\.js">/)
  // A value in an attribute could be read by a style sheet: the answers to the question are known to all.
  expect(document).not.toMatch(/<input[^>]*type="text"[^>]* value=/)
})

it('a card pays for none of it', () => {
  const document = documentOf('card.en')
  expect(document).not.toContain('modulepreload')
  expect(document).not.toContain('#root .option')
  expect(namesIn(document)).toContain('account')
})
