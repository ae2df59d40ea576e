import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { parseSettings, SettingsError } from './config.js'

it('has defaults for all settings', () => {
  expect(parseSettings({})).toEqual({
    host: '127.0.0.1',
    port: 4182,
    options: {
      username: 'simulator',
      secret: 'simulator-secret',
      participantId: 12345,
      algorithm: 'hmac-sha512',
    },
  })
})

it('reads every setting', () => {
  const environment = {
    HOST: '::1',
    SIMULATOR_PORT: '0',
    INGO_USERNAME: 'merchant-7',
    INGO_SECRET: 's3cr3t with spaces + ünïcode',
    INGO_PARTICIPANT_ID: '7',
    INGO_ALGORITHM: 'hmac-sha256',
    INGO_API_KEY: 'key-0f6b2c',
    INGO_API_KEY_HEADER: 'apikey',
    SIMULATOR_WEBHOOK_URL: 'http://127.0.0.1:4180/v1/ingo/webhooks/demo/a-secret',
  }
  expect(parseSettings(environment)).toEqual({
    host: '::1',
    port: 0,
    options: {
      username: 'merchant-7',
      secret: 's3cr3t with spaces + ünïcode',
      participantId: 7,
      algorithm: 'hmac-sha256',
      apiKey: { header: 'apikey', key: 'key-0f6b2c' },
      webhookUrl: 'http://127.0.0.1:4180/v1/ingo/webhooks/demo/a-secret',
    },
  })
})

it('reads secrets from files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const file = join(folder, 'secret')
  writeFileSync(file, 'from-a-file\n')
  const { options } = parseSettings({
    INGO_USERNAME_FILE: file,
    INGO_SECRET_FILE: file,
    INGO_API_KEY_FILE: file,
  })
  expect(options).toMatchObject({
    username: 'from-a-file',
    secret: 'from-a-file',
    apiKey: { header: 'X-API-Key', key: 'from-a-file' },
  })
  const beside = () => parseSettings({ INGO_SECRET: 'x', INGO_SECRET_FILE: file })
  expect(beside).toThrow('INGO_SECRET_FILE should not be set beside INGO_SECRET')
})

it.each([
  ['INGO_SECRET_FILE', '/nowhere/at/all'],
  ['SIMULATOR_PORT', '65536'],
  ['SIMULATOR_WEBHOOK_URL', '/hooks'],
  ['SIMULATOR_WEBHOOK_URL', 'ftp://127.0.0.1/'],
  ['SIMULATOR_PORT', '4182x'],
  ['SIMULATOR_PORT', '-1'],
  ['SIMULATOR_PORT', ''],
  ['HOST', ''],
  ['INGO_USERNAME', 'a"b'],
  ['INGO_SECRET', ''],
  ['INGO_PARTICIPANT_ID', '12.5'],
  ['INGO_PARTICIPANT_ID', '99999999999999999999'],
  ['INGO_API_KEY', ''],
  ['INGO_API_KEY', 'a key with blanks'],
  ['INGO_API_KEY_HEADER', ''],
  ['INGO_API_KEY_HEADER', 'X-API-Key: a'],
  ['INGO_ALGORITHM', 'hmac-sha1'],
  ['INGO_ALGORITHM', 'HMAC-SHA512'],
])('rejects %s=%s in one line, by name and without its value', (name, value) => {
  const parse = () => parseSettings({ [name]: value })
  expect(parse).toThrow(SettingsError)
  expect(parse).toThrow(new RegExp(`^${name} should [^\n]*$`))
  if (value.length > 3) expect(parse).not.toThrow(value)
})
