/** The tests compare the modes of files, because access itself never fails for root. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { sealingKeys } from '../testing/app.case.js'
import { createLibsqlStore } from '../store/libsql.js'
import { ConfigError, withSecretFiles } from './environment.js'
import { readMerchants } from './merchantsFile.js'
import { readOutcomes } from './outcomesFile.js'

function temporaryFolder(mode = 0o700): string {
  const folder = mkdtempSync(join(tmpdir(), 'private-'))
  chmodSync(folder, mode)
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  return folder
}

function writeFile(folder: string, mode: number, text = 'content'): string {
  const file = join(folder, 'file')
  writeFileSync(file, text)
  chmodSync(file, mode)
  return file
}

function readMode(file: string): number {
  return statSync(file).mode & 0o777
}

function problem(read: () => unknown): string | undefined {
  try {
    read()
    return undefined
  } catch (error) {
    return error instanceof ConfigError ? error.message : String(error)
  }
}

describe('a file with a secret', () => {
  const read = (file: string) => withSecretFiles({ INGO_SECRET_FILE: file }).INGO_SECRET

  it.each([0o400, 0o440, 0o600, 0o640, 0o660])('is accepted with the mode %o', (mode) => {
    expect(read(writeFile(temporaryFolder(), mode))).toBe('content')
  })

  it.each([0o644, 0o604, 0o602, 0o666, 0o777])(
    'is rejected with the mode %o, in one line without its path',
    (mode) => {
      const file = writeFile(temporaryFolder(), mode)
      const line = problem(() => read(file))
      expect(line).toMatch(
        /^INGO_SECRET_FILE is rejected\. Other users can (?:read|write) the file\. Run chmod o-rwx/,
      )
      expect(line).not.toContain(file)
      expect(line).not.toContain('\n')
    },
  )

  it('is rejected in a folder that others can write to, unless it is sticky', () => {
    expect(problem(() => read(writeFile(temporaryFolder(0o777), 0o600)))).toBe(
      'INGO_SECRET_FILE is rejected. Other users can write to its folder. Run chmod o-w on the folder, or use another.',
    )
    expect(read(writeFile(temporaryFolder(0o1777), 0o440))).toBe('content')
  })

  it('is read through links, as Kubernetes mounts it, and its target is checked', () => {
    const volume = temporaryFolder(0o1777)
    mkdirSync(join(volume, '..2026_11_28'))
    const target = writeFile(join(volume, '..2026_11_28'), 0o440)
    symlinkSync('..2026_11_28', join(volume, '..data'))
    symlinkSync('..data/file', join(volume, 'file'))
    expect(read(join(volume, 'file'))).toBe('content')
    chmodSync(target, 0o644)
    expect(problem(() => read(join(volume, 'file')))).toContain('Other users can read the file')
  })
})

it('rejects a CAPTURE_CONFIG that others can read, and INGO_OUTCOMES only if they can write it', () => {
  const config = writeFile(temporaryFolder(), 0o644, '{"merchants": []}')
  expect(problem(() => readMerchants(config))).toMatch(
    /^CAPTURE_CONFIG is rejected\. Other users can read the file/,
  )
  const outcomes = writeFile(temporaryFolder(), 0o644, '{}')
  expect(readOutcomes(outcomes).size).toBe(0)
  chmodSync(outcomes, 0o646)
  expect(problem(() => readOutcomes(outcomes))).toMatch(
    /^INGO_OUTCOMES is rejected\. Other users can write the file/,
  )
})

describe('the store', () => {
  it('has a folder with the mode 0700 and files with 0600, whatever the umask is', async () => {
    const before = process.umask(0)
    try {
      const file = join(temporaryFolder(), 'deeper', 'store.db')
      const store = createLibsqlStore(file, sealingKeys)
      await store.create({ merchant: 'demo', id: 's1', maxAttempts: 5, expiresAt: 1000, now: 0 })
      expect(readMode(join(file, '..'))).toBe(0o700)
      const files = [file, `${file}-wal`, `${file}-shm`].filter((each) => existsSync(each))
      expect(files.length).toBeGreaterThan(1)
      expect(files.map(readMode)).toEqual(files.map(() => 0o600))
      await store.close()
    } finally {
      process.umask(before)
    }
  })

  it('accepts the file of an earlier version that others could read, and makes it private', async () => {
    const file = join(temporaryFolder(), 'store.db')
    await createLibsqlStore(file, sealingKeys).close()
    chmodSync(file, 0o644)
    await createLibsqlStore(file, sealingKeys).close()
    expect(readMode(file)).toBe(0o600)
  })

  it('does not change the mode of a file that is no store', () => {
    const file = writeFile(temporaryFolder(), 0o644, 'not a database at all, but a text of some length')
    expect(problem(() => createLibsqlStore(file, sealingKeys))).toContain(
      'CAPTURE_STORE is not a capture store',
    )
    expect(readMode(file)).toBe(0o644)
  })

  it.each(['', '-wal'])(
    'rejects a symbolic link in place of store.db%s, and writes nothing to its target',
    (suffix) => {
      const folder = temporaryFolder()
      const target = writeFile(folder, 0o600, '')
      symlinkSync(target, join(folder, `store.db${suffix}`))
      expect(problem(() => createLibsqlStore(join(folder, 'store.db'), sealingKeys))).toBe(
        'Error: CAPTURE_STORE is rejected. It is a symbolic link, which is not followed. Name the file itself.',
      )
      expect(readFileSync(target, 'utf8')).toBe('')
    },
  )

  it.each([0o777, 0o1777, 0o702])('rejects a folder with the mode %o', (mode) => {
    const folder = temporaryFolder(mode)
    expect(problem(() => createLibsqlStore(join(folder, 'store.db'), sealingKeys))).toBe(
      'Error: CAPTURE_STORE is rejected. Other users can write to its folder. Run chmod o-w on the folder, or use another.',
    )
    expect(existsSync(join(folder, 'store.db'))).toBe(false)
  })

  it('accepts a folder of the group, as Kubernetes makes it', async () => {
    await createLibsqlStore(join(temporaryFolder(0o2770), 'store.db'), sealingKeys).close()
  })
})
