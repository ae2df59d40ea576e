/** The option `--settings`, and the hint about a file that was not named. */
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { runCli as run } from '../testing/runCli.case.js'
import { temporaryStore } from '../testing/serveProcess.case.js'

it('serve without settings says that a .env beside it is not read, and how to load it', async () => {
  const folder = dirname(temporaryStore())
  expect((await run(['serve'], {}, folder)).err).not.toContain('.env')
  writeFileSync(join(folder, '.env'), 'INGO_SECRET=hunter2')
  const { code, err } = await run(['serve'], {}, folder)
  expect(err).toMatch(/^INGO_\w+ is missing\..+$/m)
  expect(err).toMatch(
    /^The file \.env of this folder is not read\. Load it: add --settings \.env to the command$/m,
  )
  expect(err).not.toContain('hunter2')
  expect(code).toBe(2)
  for (const command of ['doctor', 'sign --path /x --body /dev/null', 'webhooks list']) {
    const unread = await run(command.split(' '), {}, folder)
    expect(unread.out + unread.err, command).toMatch(/^The file \.env of this folder is not read\..+$/m)
  }
  for (const loaded of [
    await run(['serve'], {}, folder, ['--env-file=.env']),
    await run(['serve', '--settings', '.env'], {}, folder),
    await run(['doctor', '--settings=.env'], {}, folder),
  ]) {
    expect(loaded.out + loaded.err).toMatch(/INGO_USERNAME is missing/)
    expect(loaded.out + loaded.err).not.toMatch(/\.env|INGO_SECRET is missing|hunter2/)
  }
}, 60_000)

it('--settings: those of the environment win, and a file that cannot be read is not named', async () => {
  const folder = dirname(temporaryStore())
  const file = join(folder, 'settings.env')
  writeFileSync(file, 'INGO_USERNAME=of-the-file\nINGO_SECRET=hunter2\nINGO_ALGORITHM=hmac-sha256\n')
  const args = ['sign', '--path', '/x', '--body', '/dev/null', '--settings']
  const { code, out } = await run([...args, file], { INGO_USERNAME: 'of-the-environment' })
  expect(code).toBe(0)
  expect(out).toContain('username="of-the-environment", algorithm="hmac-sha256"')
  expect(await run([...args, join(folder, 'hunter2')])).toEqual({
    code: 2,
    out: '',
    err: 'sign: --settings is invalid. The file does not exist. Check the path, and that it is mounted.\n',
  })
})

it('--settings: names each line that is no setting or a duplicate by its number, and accepts all that Node reads', async () => {
  const file = join(dirname(temporaryStore()), 'settings.env')
  const good = [
    '# a comment',
    '',
    'INGO_USERNAME=user # a comment',
    'export INGO_SECRET="hunter2"',
    "  CAPTURE_ORIGINS='https://a.example,",
    'not a setting, but a line of the value',
    "https://b.example'",
    'INGO_ALGORITHM = hmac-sha256',
    'EMPTY=',
  ]
  const args = ['sign', '--path', '/x', '--body', '/dev/null', '--settings', file]
  writeFileSync(file, good.join('\r\n'))
  const { code, out } = await run(args, {})
  expect(code).toBe(0)
  expect(out).toContain('username="user", algorithm="hmac-sha256"')
  const bad = [
    'GARBAGE hunter2',
    'CAPTURE_WEBHOOK_URL: https://x.example?a=b',
    'INGO_SECRET=3',
    'CAPTURE_STORE',
    '\ufeffA=1',
  ]
  writeFileSync(file, [...good, ...bad].join('\n'))
  const noSetting = (line: number) =>
    `sign: --settings is invalid. Line ${line} is not NAME=value. Correct it, or begin it with # as a comment.\n`
  expect(await run(args, {})).toEqual({
    code: 2,
    out: '',
    err:
      noSetting(10) +
      noSetting(11) +
      'sign: --settings is invalid. Line 12 is a duplicate of line 4. Remove one of them.\n' +
      noSetting(13) +
      noSetting(14),
  })
})
