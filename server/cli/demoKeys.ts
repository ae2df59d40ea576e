/** The keys of the demo, in the folder where it runs. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { generateKeys, type GeneratedKeys } from '../config/keygen.js'

const KEYS_FILE = '.capture/demo.json'

type DemoKeys = GeneratedKeys & { CAPTURE_WEBHOOK_SECRET: string; INGO_WEBHOOK_SECRET: string }

/** The keys of an earlier start; a file of an older version lacks some. Empty without a file. */
export function readDemoKeys(): Partial<DemoKeys> {
  try {
    return JSON.parse(readFileSync(KEYS_FILE, 'utf8')) as Partial<DemoKeys>
  } catch {
    return {}
  }
}

/** Saves the keys of the first start, so that a restart doesn't end the sessions of an open page. */
export function readOrCreateDemoKeys(): DemoKeys {
  const CAPTURE_WEBHOOK_SECRET = `whsec_${randomBytes(32).toString('base64')}`
  const INGO_WEBHOOK_SECRET = randomBytes(32).toString('hex')
  const keys = { CAPTURE_WEBHOOK_SECRET, INGO_WEBHOOK_SECRET, ...generateKeys(), ...readDemoKeys() }
  mkdirSync(dirname(KEYS_FILE), { recursive: true, mode: 0o700 })
  writeFileSync(KEYS_FILE, JSON.stringify(keys), { mode: 0o600 })
  return keys
}
