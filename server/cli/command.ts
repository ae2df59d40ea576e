/** What a command is, how its arguments are read, and its help. */
import { parseArgs } from 'node:util'

type Option = { type: 'string'; value: string; what: string } | { type: 'boolean'; what: string }
export type Given = Record<string, string | boolean | undefined>

export type Command = {
  /** One line, for the list of commands. */
  what: string
  options?: Record<string, Option>
  /** Below the options in its help. */
  notes?: string[]
  /** Resolves to the exit code. */
  run: (given: Given) => Promise<number>
}

/** It was told something that it can't do; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The options given; throws UsageError with one line. */
export function readOptions(name: string, { options = {} }: Command, args: string[]): Given {
  const known = Object.entries(options).map(([option, { type }]) => [option, { type }] as const)
  try {
    return parseArgs({ args, options: Object.fromEntries(known) }).values
  } catch {
    const wrong = args.find((arg) => !isKnown(options, arg)) ?? args.at(-1) ?? ''
    // What stands behind the sign may be a secret that was meant for the environment.
    throw new UsageError(
      `${name}: can’t do with ${wrong.split('=')[0] ?? ''}: see ingo-capture ${name} --help`,
    )
  }
}

function isKnown(options: Record<string, Option>, arg: string): boolean {
  const [name = '', value] = arg.replace(/^--/, '').split('=')
  return (
    arg.startsWith('--') &&
    Object.hasOwn(options, name) &&
    (value === undefined || options[name]?.type === 'string')
  )
}

export function helpOf(name: string, { what, options = {}, notes = [] }: Command): string {
  const rows = Object.entries(options).map(([option, about]) => {
    const form = about.type === 'string' ? `--${option} <${about.value}>` : `--${option}`
    return `  ${form.padEnd(18)} ${about.what}`
  })
  const usage = `Usage: ingo-capture ${name}${rows.length > 0 ? ' [options]' : ''}`
  return [usage, '', `${what}.`, ...spaced(rows), ...spaced(notes)].join('\n')
}

export function listOf(commands: Map<string, Command>): string {
  const rows = [...commands].map(([name, { what }]) => `  ${name.padEnd(10)} ${what}`)
  return [
    'Usage: ingo-capture <command> [options]',
    ...spaced(rows),
    '',
    '  ingo-capture help <command>, ingo-capture --version',
    '',
    'Exit codes: 0 done and all is well, 1 it could not be done or something is wrong,',
    '2 it was told something that it can’t do: a command, an option, a setting.',
  ].join('\n')
}

function spaced(lines: string[]): string[] {
  return lines.length > 0 ? ['', ...lines] : []
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

export function complain(line: string): void {
  process.stderr.write(`${line}\n`)
}
