/**
 * The option `--settings`, for a command that reads settings of the environment. Its name is not `--env-file`: Node 20 takes
 * that option for its own, also behind the script's name.
 */
import { existsSync } from 'node:fs'
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
  } catch {
    throw new UsageError(`${command}: --settings is invalid. The file cannot be read`)
  }
}

/** Whether a problem is about a setting that is not set. */
export function isMissingSetting(problem: string): boolean {
  return /\b[A-Z]+(?:_[A-Z]+)+ is missing\b/.test(problem)
}

/** For an operator whose settings are missing although they are in this folder; undefined if no file was left out. */
export function unreadFileHint(): string | undefined {
  const isLoaded = [...process.execArgv, ...process.argv].some((flag) =>
    /^--(?:env-file|settings)\b/.test(flag),
  )
  return isLoaded || !existsSync('.env')
    ? undefined
    : 'The file .env of this folder is not read. Load it: add --settings .env to the command'
}
