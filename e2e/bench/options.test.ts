/** The options of the bench, before anything is measured. */
import { expect, it } from 'vitest'
import { parseOptions, parts } from './options.js'

it('measures every part without an option', () => {
  expect(parseOptions([])).toEqual({
    run: { only: Object.keys(parts), isQuick: false, writes: false },
  })
})

it('measures the parts that --only names', () => {
  expect(parseOptions(['--only', 'bytes,proxy', '--quick', '--write'])).toEqual({
    run: { only: ['bytes', 'proxy'], isQuick: true, writes: true },
  })
})

it('prints each option and each part for --help, also beside other options', () => {
  const parsed = parseOptions(['--only', 'bytes', '--help'])
  const help = 'help' in parsed ? parsed.help : ''
  for (const name of ['--only', '--quick', '--write', '--help', ...Object.keys(parts)])
    expect(help).toMatch(new RegExp(`^  ${name}\\b.* {2,}\\S`, 'm'))
})

it.each([
  ['an unknown option', ['--speed'], /^bench: Unknown option '--speed'\. See/],
  ['an argument', ['bytes'], /^bench: Unexpected argument 'bytes'\. See/],
  ['--only without parts', ['--only'], /^bench: Option '--only <value>' argument missing\. See/],
  ['a value for --quick', ['--quick=2'], /^bench: Option '--quick' does not take an argument\. See/],
  ['an unknown part', ['--only', 'speed'], /^--only: there is no speed: bytes, /],
])('rejects %s in one line', (_what, args, line) => {
  const parsed = parseOptions(args)
  const error = 'error' in parsed ? parsed.error : ''
  expect(error).toMatch(line)
  expect(error).not.toContain('\n')
})
