/** For tests: a rewritable file of several merchants, and an environment without a merchant. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { environment, SECRET_KEY } from './app.case.js'
import type { Environment } from '../config/environment.js'
import { merchantNames } from '../config/merchant.js'

const { CAPTURE_SEALING_KEYS: _keys, CAPTURE_STORE: _store, ...one } = environment
type Shop = Environment & { CAPTURE_SECRET_KEY: string; CAPTURE_ORIGINS: string }

/** Two merchants that differ in every setting of a merchant. */
export const shops: Record<'a' | 'b', Shop> = {
  a: {
    ...one,
    CAPTURE_MERCHANT_ID: 'shop-a',
    CAPTURE_SECRET_KEY: SECRET_KEY,
    CAPTURE_ORIGINS: 'https://a.example',
    INGO_USERNAME: 'user-a',
  },
  b: {
    ...one,
    CAPTURE_MERCHANT_ID: 'shop-b',
    CAPTURE_SECRET_KEY: 'sk_of_shop_b_9tRwK3mPx7LqZ2',
    CAPTURE_ORIGINS: 'https://b.example',
    INGO_USERNAME: 'user-b',
    INGO_PARTICIPANT_ID: '67890',
    INGO_CVV: 'off',
  },
}

/** A folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  return folder
}

/** The settings that name the file, and functions that write it. */
export function merchantsFile() {
  const file = join(temporaryFolder(), 'merchants.json')
  const unset = Object.fromEntries(merchantNames.map((name) => [name, '']))
  return {
    settings: { ...unset, CAPTURE_CONFIG: file },
    write: (...merchants: unknown[]) => {
      writeFileSync(file, JSON.stringify({ merchants }), { mode: 0o600 })
    },
    writeText: (text: string) => {
      writeFileSync(file, text, { mode: 0o600 })
    },
  }
}
