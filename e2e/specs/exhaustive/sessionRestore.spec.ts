/** The browser's session restore writes neither the card number nor the security code into its profile. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { captureFrame } from 'ingo-capture/playwright'
import { expect, test } from '../../harness/fixtures.js'
import { newSession, openHost } from '../../harness/hostPage.js'

test.skip(
  ({ browserName }) => browserName !== 'chromium',
  'Firefox saves nothing of a frame that a script inserts',
)

const decoys = [
  ['writes neither number nor security code to the disk', (): void => undefined],
  [
    'writes neither to the disk if an extension has put fields of the same names before them',
    (): void => {
      for (const name of ['account', 'cvv'])
        document.body.prepend(Object.assign(document.createElement('input'), { name }))
    },
  ],
] as const

for (const [title, addDecoys] of decoys)
  test(title, async ({ playwright, stack, launchOptions }) => {
    const profile = await mkdtemp(join(tmpdir(), 'profile-'))
    const context = await playwright.chromium.launchPersistentContext(profile, launchOptions)
    try {
      const page = context.pages()[0] ?? (await context.newPage())
      const url = await newSession(stack)
      await openHost(page, stack, {
        script: `listen(window.capture = IngoCapture.create(${JSON.stringify({ url })})).mount('#capture')`,
      })
      const form = captureFrame(page)
      await form.waitReady()
      await form.frame.locator('body').evaluate(addDecoys)
      await form.frame.locator('input#account').pressSequentially('4111111111111111')
      await form.frame.locator('input#cvv').pressSequentially('9182')
      await form.field('recipient_first_name').pressSequentially('Walruswalrus')
      // The browser saves the fields after some seconds. Once the name is saved, the other fields would be, too.
      await expect.poll(() => saved(profile, 'Walruswalrus'), { timeout: 40_000 }).toBe(true)
      expect(await saved(profile, '4111 1111')).toBe(false)
      expect(await saved(profile, '41111111')).toBe(false)
      expect(await saved(profile, '9182')).toBe(false)
    } finally {
      await context.close()
      await rm(profile, { recursive: true, force: true })
    }
  })

/** Whether a text is in the files of the saved session, in either encoding. */
async function saved(profile: string, text: string): Promise<boolean> {
  const folder = join(profile, 'Default/Sessions')
  const names = await readdir(folder).catch(() => [])
  const files = await Promise.all(names.map((name) => readFile(join(folder, name))))
  return files.some((file) => file.includes(text) || file.includes(Buffer.from(text, 'utf16le')))
}
