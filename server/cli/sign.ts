import { readFileSync } from 'node:fs'
import { parseApiKey } from '../config/apiKey.js'
import { ConfigError, describeUnreadable, withSecretFiles, type Environment } from '../config/environment.js'
import type { Merchant } from '../config/merchant.js'
import { readMerchants } from '../config/merchantsFile.js'
import { algorithms, sign, stringToSign, type Credentials } from '../gateway/sign.js'
import { print, UsageError, type Command, type OptionValues } from './command.js'
import { settingsFileOption } from './settingsFile.js'
import { takeEnvironment } from './takeEnvironment.js'

/** `ingo-capture-server sign`: prints the signature of a request, to compare with Ingo's support. Omits the secrets. */
export const signCommand: Command = {
  description: 'prints the string to sign and the headers of a request',
  options: {
    path: {
      type: 'string',
      value: 'path',
      description: 'such as /gateway/verify--card, with its query if it has one',
    },
    body: { type: 'string', value: 'file', description: 'a file with the exact bytes of the body' },
    date: {
      type: 'string',
      value: 'date',
      description: 'the X-Date, as "Fri, 21 Nov 2025 12:00:00 GMT"; by default now',
    },
    merchant: { type: 'string', value: 'id', description: 'a merchant of CAPTURE_CONFIG, if that is set' },
    ...settingsFileOption,
  },
  notes: [
    'Signs with INGO_USERNAME, INGO_SECRET (or …_FILE) and INGO_ALGORITHM. Sends nothing. Of',
    'INGO_API_KEY it prints only the name of the header.',
  ],
  run(values, now) {
    const request = parseRequest(values, now)
    const credentials = readCredentials(takeEnvironment(), values.merchant)
    const { algorithm, apiKey } = credentials
    print('String to sign, without a newline at its end:\n')
    print(stringToSign({ ...request, algorithm }))
    print('\nHeaders:\n')
    for (const [name, value] of Object.entries(sign(credentials, request))) print(`${name}: ${value}`)
    if (apiKey) print(`${apiKey.header}: (the value of INGO_API_KEY, which is not shown)`)
    return Promise.resolve(0)
  },
}

function parseRequest({ path, body, date }: OptionValues, now: () => number) {
  if (typeof path !== 'string')
    throw new UsageError(
      'sign: --path is missing. Give the path of the request, such as /gateway/verify--card',
    )
  if (!/^\/[\x21-\x7e]*$/.test(path))
    throw new UsageError('sign: --path is invalid. Expected a path such as /gateway/verify--card')
  if (typeof body !== 'string')
    throw new UsageError('sign: --body is missing. Give the file that holds the request’s body')
  const time = date === undefined ? now() : Date.parse(String(date))
  if (Number.isNaN(time))
    throw new UsageError('sign: --date is invalid. Expected a date such as "Fri, 21 Nov 2025 12:00:00 GMT"')
  try {
    return { path, body: readFileSync(body), now: time }
  } catch (error) {
    throw new UsageError(`sign: ${describeUnreadable('--body', error)}`)
  }
}

function readCredentials(environment: Environment, merchant: OptionValues[string]): Credentials {
  const { CAPTURE_CONFIG: file } = environment
  if (file) return selectCredentials(readMerchants(file), merchant)
  if (merchant === undefined) return parseCredentials(withSecretFiles(environment))
  throw new UsageError('sign: CAPTURE_CONFIG is missing: --merchant needs it')
}

function selectCredentials(merchants: Merchant[], merchant: OptionValues[string]): Credentials {
  const found = merchants.find(({ id }) => id === merchant)
  if (found) return found.ingo.credentials
  const rule = merchant === undefined ? 'missing' : 'invalid'
  const ids = merchants.map(({ id }) => id).join(', ')
  throw new UsageError(`sign: --merchant is ${rule}. Expected a merchant of CAPTURE_CONFIG: ${ids}`)
}

function parseCredentials(environment: Environment): Credentials {
  const { INGO_USERNAME, INGO_SECRET, INGO_ALGORITHM } = environment
  const algorithm = algorithms.find((known) => known === (INGO_ALGORITHM || 'hmac-sha512'))
  if (INGO_USERNAME && INGO_SECRET && algorithm) {
    const apiKey = parseApiKey(environment)
    return { username: INGO_USERNAME, secret: INGO_SECRET, algorithm, ...(apiKey && { apiKey }) }
  }
  throw new ConfigError([
    ...(INGO_USERNAME ? [] : ['INGO_USERNAME is missing. Set it to Ingo’s HMAC username.']),
    ...(INGO_SECRET ? [] : ['INGO_SECRET is missing. Set it to Ingo’s HMAC secret.']),
    ...(algorithm ? [] : [`INGO_ALGORITHM is invalid. Expected one of ${algorithms.join(', ')}.`]),
  ])
}
