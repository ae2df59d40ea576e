/** Runs the examples of docs/testing-units.md in Vitest, against the built package. */
import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'

const repository = join(import.meta.dirname, '../..')
/** Inside the package, so that the examples' imports of it resolve to the build. */
const folder = join(repository, 'dist/examples')

it('the examples of docs/testing-units.md pass', { timeout: 120_000 }, async () => {
  const text = await readFile(join(repository, 'docs/testing-units.md'), 'utf8')
  const examples = [...text.matchAll(/^```(tsx?)\n(.*?)^```$/gms)]
  await mkdir(folder, { recursive: true })
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [index, [, kind = '', code = '']] of examples.entries()) {
    await writeFile(join(folder, `example${index}.test.${kind}`), code)
  }
  // Vitest's own defaults, as in a merchant's project.
  await writeFile(join(folder, 'vitest.config.js'), 'export default {}\n')
  const vitest = join(repository, 'node_modules/vitest/vitest.mjs')
  const options = ['run', '--root', folder, '--reporter', 'json']
  const { stdout } = await promisify(execFile)(process.execPath, [vitest, ...options])
  expect(JSON.parse(stdout)).toMatchObject({ success: true, numPassedTests: examples.length })
  expect(examples.length).toBe(2)
})
