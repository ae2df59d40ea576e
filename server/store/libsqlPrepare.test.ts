import Database from 'libsql'
import { expect, it } from 'vitest'
import { prepare } from './libsqlPrepare.js'

it('gives each named parameter its value, wherever and however often the statement has it', () => {
  const database = new Database(':memory:')
  database.exec('CREATE TABLE cards (brand TEXT, last_4 TEXT, at INTEGER)')
  const insert = prepare(database, 'INSERT INTO cards VALUES (:brand, :last4, :at)')
  insert.run({ at: 1, brand: 'visa', last4: '1111' })
  insert.run({ last4: null, at: 2, brand: 'amex', unused: 'value' })
  const named = 'SELECT brand, last_4 FROM cards WHERE at = :at OR (brand = :brand AND :at < 2) ORDER BY at'
  expect(prepare(database, named).get({ brand: 'amex', at: 1 })).toMatchObject({
    brand: 'visa',
    last_4: '1111',
  })
  expect(prepare(database, named, { isRaw: true }).all({ brand: 'amex', at: 1 })).toEqual([
    ['visa', '1111'],
    ['amex', null],
  ])
  expect(prepare(database, 'DELETE FROM cards').run({}).changes).toBe(2)
})
