/** Values that a gateway adds to its response, and which of them are kept. */
import { expect, it } from 'vitest'
import { documentedResponse } from '../../contract/documented.case.js'
import { card, json, success } from '../testing/app.case.js'
import { base64, capture, credentials, CVV, NUMBER } from './kept.case.js'

const fullWidth = NUMBER.replace(/[0-9]/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))
const hex = BigInt(NUMBER).toString(16)
const hexBytes = Buffer.from(NUMBER).toString('hex')
const backwards = Array.from(NUMBER).reverse().join('')

it.each<[string, object, string[]]>([
  ['the number with dots', { note: '4000.0098.7654.3219' }, ['4000.0098']],
  ['the number in base64', { note: base64(NUMBER) }, [base64(NUMBER)]],
  ['the number in base64 between words', { note: `of ${base64(`x${NUMBER}`)} ok` }, [base64(`x${NUMBER}`)]],
  [
    'the number in hexadecimal',
    { note: Buffer.from(NUMBER).toString('hex') },
    [Buffer.from(NUMBER).toString('hex')],
  ],
  [
    'the number as a hexadecimal integer',
    { note: `0x${hex}`, id: hex.toUpperCase() },
    [hex, hex.toUpperCase()],
  ],
  ['the number in base64 twice', { note: base64(base64(NUMBER)) }, [base64(base64(NUMBER))]],
  ['the number in hexadecimal in base64', { note: base64(hexBytes) }, [base64(hexBytes)]],
  ['the number in pieces', { note: '4000 a 0098 b 7654 c 3219' }, ['0098 b 7654']],
  ['twelve digits of the number', { note: NUMBER.slice(0, 12) }, [NUMBER.slice(0, 12)]],
  ['nine digits of the number', { note: `ends in ${NUMBER.slice(-9)}` }, [NUMBER.slice(-9)]],
  ['the number with percent signs', { note: '%34000009876543219' }, ['%34']],
  ['the number in full-width digits', { note: fullWidth }, [fullWidth]],
  ['the number from behind', { note: backwards }, [backwards]],
  ['the number as a number', { raw: Number(NUMBER) }, []],
  ['the number as a name', { [NUMBER]: 1, [`n_${NUMBER}`]: 1 }, []],
  ['the number in a nested object', { deep: { deeper: NUMBER } }, []],
  ['the number in a list', { list: [NUMBER] }, []],
  ['another card number', { note: '5555-5555-5555-4444' }, ['5555-5555']],
  ['the CVV', { note: CVV, digits: 'is 907.' }, ['"907"', 'is 907']],
  ['the CVV as a number', { note: Number(CVV) }, ['"note":907']],
  ['the CVV in base64', { note: base64(`cvv=${CVV}`) }, [base64(`cvv=${CVV}`)]],
  ['the CVV with separators', { note: '9-0-7' }, ['9-0-7']],
  ['the CVV as a name', { cvv_907: 1, [CVV]: 1 }, ['cvv_907', '"907"']],
  ['another CVV', { cvv: '555', CVV2: '555' }, ['"555"']],
  ['a name', { holder: 'QUACKENBUSH, Z.' }, ['QUACKENBUSH']],
  ['an address', { line: '81 Marmalade  row' }, ['Marmalade']],
  ['a name as a name', { quackenbush: true }, []],
  [
    'names of an object',
    JSON.parse('{"__proto__": "polluted", "constructor": "polluted"}') as object,
    ['polluted'],
  ],
  ['the HMAC username', { user: credentials.INGO_USERNAME }, [credentials.INGO_USERNAME]],
  ['the HMAC secret', { key: `x ${credentials.INGO_SECRET}` }, [credentials.INGO_SECRET]],
  ['the API key', { key: base64(credentials.INGO_API_KEY) }, [base64(credentials.INGO_API_KEY)]],
  ['a long text', { note: 'x'.repeat(101) }, ['xxxxxxxxxx']],
  ['a nested object', { deep: { note: 'hello' } }, ['hello']],
  ['the CVV in documented values', { count: Number(CVV), time: CVV }, [`"${CVV}"`, `"count":${CVV}`]],
  [
    'documented texts',
    { issuers: [{ payee_name: NUMBER, payee_city: `at ${CVV} x`, payee_id: '1' }] },
    ['at 907'],
  ],
  [
    'documented fields of another type',
    { issuers: [{ payee_name: { of: NUMBER }, credit_info: NUMBER }] },
    [],
  ],
])(
  'keeps nothing of %s that a gateway adds, in data or beside it, with status 100 or 852',
  async (_name, added, traces) => {
    for (const status of [100, 852]) {
      const respond = json((sent) => ({ ...success(sent, { ...added, harmless: 'kept' }, status), ...added }))
      const { gateway, left } = await capture(respond)
      expect(gateway).toMatchObject({ status, data: { harmless: 'kept', request_timestamp: 1576097360 } })
      for (const trace of [NUMBER, ...traces]) expect(left.replaceAll('request_id', '')).not.toContain(trace)
      expect(left).not.toContain(`"cvv":`)
    }
  },
)

it.each([
  ['the CVV', `The code ${CVV} is wrong`],
  ['the number', `Card 4000-0098-7654-3219 is wrong`],
  ['a name', 'Zephyrine is not the holder'],
  ['an address', 'Not at 81 Marmalade Row'],
  ['a control character', 'Wrong\u001b[2J'],
])('replaces a client_message that holds %s by the text of the error code', async (_name, client_message) => {
  const refused = await capture(json(() => ({ status: 852, client_message, time: '0.1' })))
  expect(refused.gateway).toEqual({
    status: 852,
    client_message: 'The card’s issuer declined it.',
    time: '0.1',
  })
  expect(refused.left).not.toContain(client_message)
  const verified = await capture(json((sent) => ({ ...success(sent), client_message })))
  expect(verified.gateway).toMatchObject({ client_message: 'Success' })
})

it('keeps the documented response, a clean client_message, harmless values and the name match', async () => {
  const { participant_unique_id1: _, participant_unique_id2: _2, ...data } = documentedResponse.data
  const added = {
    ...{ network: 'STAR', score: 7, flag: true, none: null },
    name_match: { performed: '1', overall: 2, provider: { id: '3' } },
  }
  const { gateway } = await capture(
    json(() => ({ ...documentedResponse, client_message: 'Approved, partial', data: { ...data, ...added } })),
    {},
    card,
  )
  const { none: _none, ...kept } = added
  expect(gateway).toEqual({
    ...documentedResponse,
    client_message: 'Approved, partial',
    data: { ...data, ...kept },
  })
})
