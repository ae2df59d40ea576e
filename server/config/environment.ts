/** Where settings come from: variables with text, and for secrets also files (`NAME_FILE`), as orchestrators mount them. */
import { ExposedFileError, readPrivateFile } from './privateFile.js'

/** Settings by name. */
export type Environment = Record<string, string | undefined>

/** The configuration is missing or invalid. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  /** One line for each problem. */
  readonly problems: string[]

  constructor(problems: string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

/** Settings that can be read from a file, by `NAME_FILE`. */
export const secretNames = [
  'CAPTURE_SECRET_KEY',
  'CAPTURE_SEALING_KEYS',
  'CAPTURE_WEBHOOK_SECRET',
  'INGO_USERNAME',
  'INGO_SECRET',
  'INGO_API_KEY',
  'INGO_WEBHOOK_SECRET',
  // These may contain a password.
  'INGO_PROXY',
  'REDIS_URL',
] as const

/** The environment with each `NAME_FILE` replaced by the content of that file. Throws ConfigError. */
export function withSecretFiles(environment: Environment): Environment {
  const problems: string[] = []
  const read: Environment = { ...environment }
  for (const name of secretNames) {
    const file = environment[`${name}_FILE`]
    if (!file) continue
    if (environment[name]) problems.push(`${name}_FILE is a duplicate of ${name}. Set only one of them.`)
    try {
      const value = readPrivateFile(file).replace(/\r?\n$/, '')
      if (/[\r\n]$/.test(value))
        problems.push(`${name}_FILE is invalid. The file ends with more than one newline.`)
      read[name] = value
    } catch (error) {
      problems.push(describeUnreadable(`${name}_FILE`, error))
    }
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return read
}

/** The problem of a setting whose file was not read. */
export function describeUnreadable(setting: string, error: unknown): string {
  return error instanceof ExposedFileError
    ? `${setting} is rejected. ${error.message}`
    : `${setting} is invalid. ${describeFileError((error as NodeJS.ErrnoException).code)}`
}

function describeFileError(code = ''): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'The file does not exist. Check the path, and that it is mounted.'
    case 'EACCES':
    case 'EPERM':
      return 'The server’s user may not read the file or open its folder. Give the user’s group access.'
    case 'EISDIR':
      return 'It is a folder. Name the file in it.'
    default:
      return `The file cannot be read${code && ` (${code})`}.`
  }
}

/** The results of all functions, or a ConfigError with the problems of all of them. */
export function collectErrors<Results extends unknown[]>(
  ...reads: { [Index in keyof Results]: () => Results[Index] }
): Results {
  const problems: string[] = []
  const results = reads.map((read) => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      problems.push(...error.problems)
      return undefined
    }
  })
  if (problems.length > 0) throw new ConfigError(problems)
  return results as Results
}
