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
  try {
    return parseArgs({ args, options: toParserOptions(options) }).values
  } catch {
    throw new UsageError(
      `${name}: ${describeRejected(options, args)} is invalid here. See ingo-capture ${name} --help`,
    )
  }
}

function toParserOptions(options: Record<string, Option>) {
  return Object.fromEntries(Object.entries(options).map(([option, { type }]) => [option, { type }] as const))
}

/**
 * The first argument that the parser rejects, without its value: it may be a secret that belongs in the environment. So
 * may an option's name that is no word, such as `-phunter2`.
 */
function describeRejected(options: Record<string, Option>, args: string[]): string {
  const { tokens } = parseArgs({ args, options: toParserOptions(options), strict: false, tokens: true })
  for (const token of tokens) {
    if (token.kind !== 'option') return 'an argument without an option'
    const { name, rawName, value, inlineValue } = token
    const type = Object.hasOwn(options, name) ? options[name]?.type : undefined
    // A separate value that begins with a hyphen is ambiguous to the parser.
    const isComplete = value !== undefined && (inlineValue || !value.startsWith('-'))
    if (type === 'string' ? isComplete : type === 'boolean' && value === undefined) continue
    return /^--[a-z]+(?:-[a-z]+)*$/.test(rawName) ? rawName : 'an option'
  }
  return 'an option'
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
