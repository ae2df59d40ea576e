/** The frame's documents, as the build has written them, show the form before any script runs. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

function readDocument(name: string): string {
  return readFileSync(`dist/public/frame/documents/${name}.html`, 'utf8')
}

function fieldNames(document: string): string[] {
  return [...document.matchAll(/<(?:input|select)[^>]* name="([^"]+)"/g)].map(([, name = '']) => name)
}

const address = ['address1', 'address2', 'city', 'state', 'zip', 'phone']
const beneficiary = ['first_name', 'last_name', ...address].map((name) => `beneficiary_${name}`)
const question = ['recipient_is_beneficiary', 'recipient_is_beneficiary']

it.each([
  ['check.en', 'Check by mail', [...beneficiary, ...question]],
  ['check.es', 'Cheque por correo', [...beneficiary, ...question]],
  ['check+.en', 'Check by mail', [...beneficiary, ...question]],
  ['check.no-recipient.en', 'Check by mail', []],
  ['open-banking.es', 'Cuenta bancaria', ['open_banking_provider', 'account_id']],
])('%s has its fields, title, language and styles, and preloads its chunk', (name, title, fields) => {
  const document = readDocument(name)
  expect(document).toContain(`<html lang="${name.slice(-2)}">`)
  expect(document).toContain(`<title>${title}</title>`)
  expect(fieldNames(document)).toEqual(fields)
  expect(document).toMatch(/<style>.*#root \.option ?\{.*<\/style>/)
  expect(document).toMatch(/<link rel="modulepreload" crossorigin href="\.\/assets\/methods-[\w-]+\.js">/)
  // A style sheet can read an attribute `value`. Radio buttons may have one: their values are no secret.
  expect(document).not.toMatch(/<input[^>]*type="text"[^>]* value=/)
})

it('the card’s document contains no styles or scripts of the other methods', () => {
  const document = readDocument('card.en')
  expect(document).not.toContain('modulepreload')
  expect(document).not.toContain('#root .option')
  expect(fieldNames(document)).toContain('account')
})
