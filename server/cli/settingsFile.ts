/**
 * The option `--settings`, for a command that reads settings of the environment. It is not called `--env-file`, because
 * Node 20 takes that option for its own even after the script's name.
 */
import { existsSync } from 'node:fs'
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
  try {
    process.loadEnvFile(String(file))
  } catch (error) {
    throw new UsageError(`${command}: ${describeUnreadable('--settings', error)}`)
  }
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
