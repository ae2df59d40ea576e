/** The shape of a command, the parser of its options, and its help text. */
import { parseArgs } from 'node:util'
import { nearestName } from '../../contract/nearestName.js'

type Option =
  { type: 'string'; value: string; description: string } | { type: 'boolean'; description: string }

/** The parsed options by name; undefined when an option was not given. A list is never undefined. */
export type OptionValues = Record<string, string | boolean | string[] | undefined>

/** One subcommand of `ingo-capture-server`. */
export type Command = {
  /** One line for the list of commands. */
  description: string
  /** The names of the arguments without an option, for a command that takes them. A last one in “…” is a list. */
  arguments?: string[]
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
export function parseOptions(name: string, command: Command, args: string[]): OptionValues {
  const { arguments: names = [], options = {} } = command
  try {
    const allowPositionals = names.length > 0
    const { values, positionals } = parseArgs({ args, options: toParserOptions(options), allowPositionals })
    const isList = names.at(-1)?.endsWith('…')
    if (!isList && positionals.length > names.length) throw new UsageError('an argument too many')
    const given = names.map((each, index) => [
      each,
      each.endsWith('…') ? positionals.slice(index) : positionals[index],
    ])
    return { ...values, ...Object.fromEntries(given) } as OptionValues
  } catch {
    throw new UsageError(`${name}: ${describeRejected(options, args)} See ingo-capture-server ${name} --help`)
  }
}

function toParserOptions(options: Record<string, Option>) {
  return Object.fromEntries(Object.entries(options).map(([option, { type }]) => [option, { type }] as const))
}

/**
 * The first argument that the parser rejects and the rule that it breaks, without its value: it may be a secret that
 * belongs in the environment. So may an option's name that is no word, such as `-phunter2`.
 */
function describeRejected(options: Record<string, Option>, args: string[]): string {
  const { tokens } = parseArgs({ args, options: toParserOptions(options), strict: false, tokens: true })
  for (const token of tokens) {
    if (token.kind !== 'option') return 'an argument without an option is invalid here.'
    const { name, rawName, value, inlineValue } = token
    const declared = Object.hasOwn(options, name) ? options[name] : undefined
    // A separate value that begins with a hyphen is ambiguous to the parser.
    const isComplete = value !== undefined && (inlineValue || !value.startsWith('-'))
    if (declared?.type === 'string' ? isComplete : declared && value === undefined) continue
    if (declared?.type === 'string') return `${rawName} is invalid here: its <${declared.value}> is missing.`
    if (declared) return `${rawName} is invalid here: it takes no value.`
    if (!/^--[a-z]+(?:-[a-z]+)*$/.test(rawName)) break
    return `${rawName} is invalid here${suggestOption(name, Object.keys(options))}`
  }
  return 'an option is invalid here.'
}

/** The rest of the sentence about an unknown option. */
function suggestOption(name: string, known: string[]): string {
  if (known.length === 0) return ': the command has no options.'
  const near = nearestName(name, known)
  if (near !== undefined) return `. Is --${near} meant?`
  return known.join() === 'settings' ? ': settings of the environment configure the command.' : '.'
}

/** Without the name: a secret may have been typed in the command's place. */
export function describeUnknownCommand(name: string, known: string[]): string {
  const near = nearestName(name, known)
  return `The command is unknown. ${near === undefined ? '' : `Is ${near} meant? `}Expected one of ${known.join(', ')}`
}

/** The help text of one command. */
export function formatHelp(name: string, command: Command): string {
  const { description, arguments: names = [], options = {}, notes = [] } = command
  const forms = Object.entries(options).map(([option, declared]) => {
    const form = declared.type === 'string' ? `--${option} <${declared.value}>` : `--${option}`
    return [form, declared.description] as const
  })
  const width = Math.max(...forms.map(([form]) => form.length))
  const rows = forms.map(([form, text]) => `  ${form.padEnd(width)} ${text}`)
  const shown = names.map((each) => ` <${each}>`).join('')
  const usage = `Usage: ingo-capture-server ${name}${shown}${rows.length > 0 ? ' [options]' : ''}`
  return [usage, '', `${description}.`, ...prependBlankLine(rows), ...prependBlankLine(notes)].join('\n')
}

/** The help text of `ingo-capture-server` itself. */
export function formatCommandList(commands: Map<string, Command>): string {
  const rows = [...commands].map(([name, { description }]) => `  ${name.padEnd(10)} ${description}`)
  return [
    'Usage: ingo-capture-server <command> [options]',
    ...prependBlankLine(rows),
    '',
    '  ingo-capture-server help <command>, ingo-capture-server --version',
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
