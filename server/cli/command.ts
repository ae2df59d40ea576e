/** The shape of a command, the parser of its options, and its help text. */
import { parseArgs } from 'node:util'

type Option =
  { type: 'string'; value: string; description: string } | { type: 'boolean'; description: string }

/** The parsed options by name; undefined when an option was not given. */
export type OptionValues = Record<string, string | boolean | undefined>

/** One subcommand of `ingo-capture`. */
export type Command = {
  /** One line for the list of commands. */
  description: string
  options?: Record<string, Option>
  /** Lines below the options in the command's help. */
  notes?: string[]
  /** Resolves to the exit code; `now` returns ms since 1970. */
  run: (values: OptionValues, now: () => number) => Promise<number>
}

/** The command line is invalid: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Parses a command's options; throws UsageError with one line. */
export function parseOptions(name: string, { options = {} }: Command, args: string[]): OptionValues {
  const declared = Object.entries(options).map(([option, { type }]) => [option, { type }] as const)
  try {
    return parseArgs({ args, options: Object.fromEntries(declared) }).values
  } catch {
    const wrong = args.find((arg) => !isDeclared(options, arg)) ?? args.at(-1) ?? ''
    // Omit the value: it may be a secret that belongs in the environment.
    const shown = wrong.split('=')[0] ?? ''
    throw new UsageError(`${name}: ${shown} is invalid here. See ingo-capture ${name} --help`)
  }
}

function isDeclared(options: Record<string, Option>, arg: string): boolean {
  const [name = '', value] = arg.replace(/^--/, '').split('=')
  return (
    arg.startsWith('--') &&
    Object.hasOwn(options, name) &&
    (value === undefined || options[name]?.type === 'string')
  )
}

/** The help text of one command. */
export function formatHelp(name: string, { description, options = {}, notes = [] }: Command): string {
  const rows = Object.entries(options).map(([option, declared]) => {
    const form = declared.type === 'string' ? `--${option} <${declared.value}>` : `--${option}`
    return `  ${form.padEnd(18)} ${declared.description}`
  })
  const usage = `Usage: ingo-capture ${name}${rows.length > 0 ? ' [options]' : ''}`
  return [usage, '', `${description}.`, ...prependBlankLine(rows), ...prependBlankLine(notes)].join('\n')
}

/** The help text of `ingo-capture` itself. */
export function formatCommandList(commands: Map<string, Command>): string {
  const rows = [...commands].map(([name, { description }]) => `  ${name.padEnd(10)} ${description}`)
  return [
    'Usage: ingo-capture <command> [options]',
    ...prependBlankLine(rows),
    '',
    '  ingo-capture help <command>, ingo-capture --version',
    '',
    'Exit codes: 0 success, 1 the command failed or found a problem,',
    '2 a command, an option or a setting is invalid.',
  ].join('\n')
}

function prependBlankLine(lines: string[]): string[] {
  return lines.length > 0 ? ['', ...lines] : []
}

/** Writes one line to stdout. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Writes one line to stderr. */
export function printError(line: string): void {
  process.stderr.write(`${line}\n`)
}
