/** The allowed places of the store's file. `serve` and `doctor` have the same rules, and change no rejected file. */
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parseConfig } from '../../config/config.js'
import { checkDatabaseFile } from '../../config/privateFile.js'
import { createLibsqlStore } from '../../store/libsql.js'
import { environment, sealingKeys } from '../../testing/app.case.js'
import { temporaryFolder } from '../../testing/merchantsFile.case.js'
import { checkStoreFile } from './storeFile.js'

/** The errors of `serve` and `doctor` about the file; undefined if they accept it. */
async function rejections(file: string): Promise<(string | undefined)[]> {
  // No server listens on this port.
  const { status, summary } = await checkStoreFile(
    parseConfig({ ...environment, CAPTURE_STORE: file, PORT: '1' }),
  )
  const found = status === 'ok' ? undefined : summary
  try {
    await createLibsqlStore(file, sealingKeys).close()
    return [undefined, found]
  } catch (error) {
    return [(error as Error).message, found]
  }
}

const twice = (line: string) => [line, line]
const FOLDER =
  'CAPTURE_STORE is rejected. Other users can write to its folder. Run chmod o-w on the folder, or use another.'
const LINK =
  'CAPTURE_STORE is rejected. A folder in its path is a symbolic link. Name the folder that it leads to.'

it('accepts a file in a private folder', async () => {
  expect(await rejections(join(temporaryFolder(), 'store.db'))).toEqual([undefined, undefined])
})

it('accepts a folder that the group can write to, as Kubernetes mounts it', async () => {
  const folder = temporaryFolder()
  chmodSync(folder, 0o2775)
  expect(await rejections(join(folder, 'store.db'))).toEqual([undefined, undefined])
})

it('rejects a folder that others can write to', async () => {
  const folder = temporaryFolder()
  for (const mode of [0o777, 0o1777]) {
    chmodSync(folder, mode)
    expect(await rejections(join(folder, 'store.db'))).toEqual(twice(FOLDER))
  }
  expect(readdirSync(folder)).toEqual([])
})

it('rejects a parent folder that others can write to, unless it is sticky, as /tmp is', async () => {
  const above = temporaryFolder()
  const file = join(above, 'own', 'store.db')
  mkdirSync(join(above, 'own'), { mode: 0o700 })
  chmodSync(above, 0o777)
  expect(await rejections(file)).toEqual(twice(FOLDER))
  chmodSync(above, 0o1777)
  expect(await rejections(file)).toEqual([undefined, undefined])
})

it('rejects a symbolic link among the folders, and makes nothing behind it', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'target'))
  symlinkSync(join(folder, 'target'), join(folder, 'link'))
  for (const path of ['store.db', 'deeper/store.db'])
    expect(await rejections(join(folder, 'link', path))).toEqual(twice(LINK))
  expect(readdirSync(join(folder, 'target'))).toEqual([])
})

it.runIf(lstatSync('/var/run', { throwIfNoEntry: false })?.isSymbolicLink())(
  'follows a link of the system, such as /var/run, and checks the folders behind it',
  () => {
    checkDatabaseFile('/var/run/none/store.db')
  },
)

it('rejects a symbolic link in place of the file', async () => {
  const file = join(temporaryFolder(), 'store.db')
  symlinkSync(`${file}.target`, file)
  expect(await rejections(file)).toEqual(
    twice('CAPTURE_STORE is rejected. It is a symbolic link, which is not followed. Name the file itself.'),
  )
  expect(existsSync(`${file}.target`)).toBe(false)
})

it.runIf(process.geteuid?.() === 0)('rejects another user’s file that others can read', async () => {
  const file = join(temporaryFolder(), 'store.db')
  writeFileSync(file, '')
  chmodSync(file, 0o644)
  chownSync(file, 54_321, 54_321)
  expect(await rejections(file)).toEqual(
    twice(
      'CAPTURE_STORE is rejected. Other users can use the file, and another user owns it. Run chmod 0660 on it.',
    ),
  )
})
