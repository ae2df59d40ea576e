/**
 * docs/configuration.md has every setting that the server reads, with its default and its meaning, and no other; and
 * docs/command-line.md has every option that the commands' help prints.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseConfig, settingNames } from '../../server/config/config.js'
import { environment } from '../../server/testing/app.case.js'

const root = join(import.meta.dirname, '../..')
const readPage = (name: string) => readFileSync(join(root, 'docs', name), 'utf8')

const page = readPage('configuration.md')
const ROW = /^\| `([A-Z_]+)` +\| (none|`[^`|]+`) +\| (.+?) +\|$/gm
const rows = [...page.matchAll(ROW)].map(([, name = '', shown = '', meaning = '']) => ({
  name,
  shown: shown.replaceAll('`', ''),
  meaning,
}))

/** Names that look like a setting in the server's sources: some commands read a setting without the schema. */
function findNamesInSources(): string[] {
  const files = readdirSync(join(root, 'server'), { recursive: true, encoding: 'utf8' })
  const sources = files.filter((name) => name.endsWith('.ts') && !/\.(?:test|case)\.ts$/.test(name))
  const text = sources.map((name) => readFileSync(join(root, 'server', name), 'utf8')).join('\n')
  return text.match(/\b(?:CAPTURE|INGO|METRICS|SHOP|SIMULATOR)_[A-Z]+(?:_[A-Z]+)*\b/g) ?? []
}

/** `demo` gives these to the shop, which is no part of the server. */
const forTheShop = ['CAPTURE_URL', 'SIMULATOR_URL']
const isFile = (name: string) => name.endsWith('_FILE')

describe('docs/configuration.md', () => {
  it('has a row for each setting, and for no other name', () => {
    const read = [...new Set([...settingNames, ...findNamesInSources()])]
    const expected = read.filter((name) => !isFile(name) && !forTheShop.includes(name)).sort()
    expect(rows.map(({ name }) => name).sort()).toEqual(expected)
  })

  it('names each setting that can come from a file', () => {
    const named = new Set(page.match(/`[A-Z_]+_FILE`/g)?.map((name) => name.replaceAll('`', '')))
    expect([...named].sort()).toEqual([...new Set(settingNames.filter(isFile))].sort())
  })

  const optional = rows.filter(({ name }) => settingNames.includes(name) && !(name in environment))
  it.each(optional)('$name: the default is $shown', ({ name, shown }) => {
    // INGO_API_KEY_HEADER alone is invalid without INGO_API_KEY.
    const base = {
      ...environment,
      ...(name === 'INGO_API_KEY_HEADER' && { INGO_API_KEY: 'a-key-of-the-tests' }),
    }
    const value = shown.replace('<port>', '4180')
    expect(parseConfig({ ...base, [name]: shown === 'none' ? '' : value })).toEqual(parseConfig(base))
  })

  it.each(rows.filter(({ name, shown }) => name in environment && shown === 'none'))(
    '$name is required',
    ({ name }) => {
      expect(() => parseConfig({ ...environment, [name]: '' })).toThrow(`${name} is missing.`)
    },
  )

  const accepts = (name: string, value: number) => {
    try {
      parseConfig({ ...environment, [name]: String(value) })
      return true
    } catch {
      return false
    }
  }
  /** Settings that are a whole number in a range: each accepts one of these numbers, and none accepts the last. */
  const numeric = rows.filter(
    ({ name }) => [1, 1000].some((value) => accepts(name, value)) && !accepts(name, 99_999_999_999),
  )

  it('knows the settings that are numbers', () => {
    const names = numeric.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['PORT', 'CAPTURE_DRAIN_SECONDS', 'INGO_TIMEOUT_MS']))
    expect(names.length).toBeGreaterThan(9)
  })

  it.each(numeric)('$name: has the range of the numbers that the server accepts', ({ name, meaning }) => {
    const [, from = '0', to = ''] = /(?:(\d[\d,]*) to|up to) (\d[\d,]*)/.exec(meaning) ?? []
    const [min = NaN, max = NaN] = [from, to].map((text) => Number(text.replaceAll(',', '') || NaN))
    expect([min - 1, min, max, max + 1].map((value) => accepts(name, value))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  it('has the default of CAPTURE_STORE, which the tests replace', () => {
    const shown = rows.find(({ name }) => name === 'CAPTURE_STORE')?.shown
    expect(parseConfig({ ...environment, CAPTURE_STORE: '' }).store).toBe(shown)
  })
})

const runHelp = (...names: string[]) =>
  execFileSync(process.execPath, [join(root, 'dist/server/cli.js'), 'help', ...names], { encoding: 'utf8' })
const commands = [...runHelp().matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(([, name = '']) => name)

it('the ports of the demo are those of its help', () => {
  const ports = rows.filter(({ name }) => /^(?:CAPTURE|SHOP|SIMULATOR)_PORT$/.test(name))
  expect(ports.length).toBe(3)
  for (const { name, shown } of ports) expect(runHelp('demo')).toMatch(new RegExp(`${name}.*${shown}`))
})

describe('docs/command-line.md', () => {
  const commandLine = readPage('command-line.md')

  it('has a row for each command, and for no other', () => {
    const [table = ''] = commandLine.match(/^\| command [^]*?\n\n/m) ?? []
    const listed = [...table.matchAll(/^\| `([a-z]+)` +\|/gm)].map(([, name]) => name)
    expect(commands.length).toBeGreaterThan(5)
    expect(listed.sort()).toEqual(commands.sort())
  })

  it.each(commands)('has the options of %s, and no other', (command) => {
    // The options of rehearse have their own page.
    const [text, heading] =
      command === 'rehearse' ? [readPage('rehearse.md'), '## Options'] : [commandLine, `### ${command}`]
    const section = text.split(/^(?=##)/m).find((part) => part.startsWith(`${heading}\n`)) ?? ''
    const documented = [...section.matchAll(/^\| `(--[a-z]+(?: <[^>]+>)?)` +\| \S/gm)].map(([, form]) => form)
    const printed = [...runHelp(command).matchAll(/^ {2}(--[a-z]+(?: <[^>]+>)?) +\S/gm)].map(
      ([, form]) => form,
    )
    expect(documented.map((form) => form?.replaceAll('\\|', '|'))).toEqual(printed)
  })
})
