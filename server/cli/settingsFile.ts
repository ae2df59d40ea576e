/**
 * The option `--settings`, for a command that reads settings of the environment. It is not called `--env-file`, because
 * Node 20 takes that option for its own even after the script's name.
 */
import { existsSync, readFileSync } from 'node:fs'
import { describeUnreadable } from '../config/environment.js'
import { UsageError, type OptionValues } from './command.js'

export const settingsFileOption = {
  settings: {
    type: 'string',
    value: 'file',
    description: 'reads settings from a file, such as .env; those of the environment win',
  },
} as const

/** Adds the file's settings to the environment of this process. Throws UsageError, without the file's name. */
export function loadSettingsFile(command: string, { settings: file }: OptionValues): void {
  if (file === undefined) return
  const problems = findProblems(String(file))
  if (problems.length > 0) throw new UsageError(problems.map((each) => `${command}: ${each}`).join('\n'))
  process.loadEnvFile(String(file))
}

function findProblems(file: string): string[] {
  try {
    const problems = findLineProblems(readFileSync(file, 'utf8').split(/\r?\n/))
    return problems.map((problem) => `--settings is invalid. ${problem}`)
  } catch (error) {
    return [describeUnreadable('--settings', error)]
  }
}

const SETTING = /^[ \t]*(?:export[ \t]+)?([a-z_][\w.-]*)[ \t]*=[ \t]*(.*)$/i

/** Names the lines by number, because their content may be a secret. Node silently ignores such lines. */
function findLineProblems(lines: string[]): string[] {
  const problems: string[] = []
  const seen = new Map<string, number>()
  /** The quote that ends a value of several lines. */
  let quote = ''
  for (const [index, line] of lines.entries()) {
    if (quote !== '') {
      if (line.includes(quote)) quote = ''
      continue
    }
    if (/^[ \t]*(?:#|$)/.test(line)) continue
    const number = index + 1
    const [, name, value = ''] = SETTING.exec(line) ?? []
    if (name === undefined) {
      problems.push(`Line ${number} is not NAME=value. Correct it, or begin it with # as a comment.`)
      continue
    }
    const earlier = seen.get(name)
    if (earlier !== undefined)
      problems.push(`Line ${number} is a duplicate of line ${earlier}. Remove one of them.`)
    seen.set(name, number)
    const [, mark = ''] = /^(["'`])(?!.*\1)/.exec(value) ?? []
    if (lines.slice(number).join('\n').includes(mark)) quote = mark
  }
  return problems
}

/** Whether a problem is about a setting that is not set. */
export function isMissingSetting(problem: string): boolean {
  return /\b[A-Z]+(?:_[A-Z]+)+ is missing\b/.test(problem)
}

/** A hint for an operator whose settings are missing. Undefined if this folder has no unread .env. */
export function unreadFileHint(): string | undefined {
  const isLoaded = [...process.execArgv, ...process.argv].some((flag) =>
    /^--(?:env-file|settings)\b/.test(flag),
  )
  return isLoaded || !existsSync('.env')
    ? undefined
    : 'The file .env of this folder is not read. Load it: add --settings .env to the command'
}
