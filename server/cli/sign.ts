/** `sign`: what would be signed and sent, to lay beside what Ingo's support sees. The secret is never shown. */
import { readFileSync } from 'node:fs'
import { ConfigError, type Environment } from '../config/config.js'
import { type Merchant } from '../config/merchant.js'
import { withSecretFiles } from '../config/environment.js'
import { algorithms, sign, stringToSign, type Credentials } from '../gateway/sign.js'
import { takeEnvironment } from '../main.js'
import { readMerchants } from '../config/merchantsFile.js'
import { say, UsageError, type Command, type Given } from './command.js'

export const signCommand: Command = {
  what: 'prints the string to sign and the headers of a request',
  options: {
    path: {
      type: 'string',
      value: 'path',
      what: 'such as /gateway/verify--card, with its query if it has one',
    },
    body: { type: 'string', value: 'file', what: 'the exact bytes that would be sent' },
    date: { type: 'string', value: 'date', what: 'the X-Date, as "Fri, 21 Nov 2025 12:00:00 GMT"; else now' },
    merchant: { type: 'string', value: 'id', what: 'which one of CAPTURE_CONFIG’s, where that is set' },
  },
  notes: ['Signs with INGO_USERNAME, INGO_SECRET (or …_FILE) and INGO_ALGORITHM. Nothing is sent.'],
  run(given) {
    const request = requestOf(given)
    const credentials = credentialsOf(takeEnvironment(), given.merchant)
    const { algorithm } = credentials
    say('String to sign, without a newline at its end:\n')
    say(stringToSign({ ...request, algorithm }))
    say('\nHeaders:\n')
    for (const [name, value] of Object.entries(sign(credentials, request))) say(`${name}: ${value}`)
    return Promise.resolve(0)
  },
}

function requestOf({ path, body, date }: Given) {
  if (typeof path !== 'string' || !/^\/[\x21-\x7e]*$/.test(path))
    throw new UsageError('sign: --path should be a path such as /gateway/verify--card')
  if (typeof body !== 'string')
    throw new UsageError('sign: --body should be the file with the request’s body')
  const now = date === undefined ? Date.now() : Date.parse(String(date))
  if (Number.isNaN(now))
    throw new UsageError('sign: --date should be a date such as "Fri, 21 Nov 2025 12:00:00 GMT"')
  try {
    return { path, body: readFileSync(body), now }
  } catch {
    throw new UsageError('sign: --body names a file that cannot be read')
  }
}

function credentialsOf(environment: Environment, merchant: Given[string]): Credentials {
  const { CAPTURE_CONFIG: file } = environment
  if (file) return credentialsIn(readMerchants(file), merchant)
  if (merchant === undefined) return credentialsOfOne(withSecretFiles(environment))
  throw new UsageError('sign: --merchant goes with CAPTURE_CONFIG, which is not set')
}

function credentialsIn(merchants: Merchant[], merchant: Given[string]): Credentials {
  const found = merchants.find(({ id }) => id === merchant)
  if (found) return found.ingo.credentials
  const ids = merchants.map(({ id }) => id).join(', ')
  throw new UsageError(`sign: --merchant should be one of CAPTURE_CONFIG’s: ${ids}`)
}

function credentialsOfOne({ INGO_USERNAME, INGO_SECRET, INGO_ALGORITHM }: Environment): Credentials {
  const algorithm = algorithms.find((known) => known === (INGO_ALGORITHM || 'hmac-sha512'))
  if (INGO_USERNAME && INGO_SECRET && algorithm)
    return { username: INGO_USERNAME, secret: INGO_SECRET, algorithm }
  throw new ConfigError([
    ...(INGO_USERNAME ? [] : ['INGO_USERNAME is missing: it should be Ingo’s HMAC username']),
    ...(INGO_SECRET ? [] : ['INGO_SECRET is missing: it should be the HMAC secret']),
    ...(algorithm ? [] : [`INGO_ALGORITHM is malformed: it should be one of ${algorithms.join(', ')}`]),
  ])
}
