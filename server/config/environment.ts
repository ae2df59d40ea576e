/** Where settings come from: names with text, secrets also from files (`NAME_FILE`), as orchestrators hand them over. */
import { readFileSync } from 'node:fs'

export type Environment = Record<string, string | undefined>

export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  /** One line for each problem. */
  readonly problems: string[]

  constructor(problems: string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

export const secretNames = [
  'CAPTURE_SECRET_KEY',
  'CAPTURE_SEALING_KEYS',
  'INGO_USERNAME',
  'INGO_SECRET',
  // It may hold a password.
  'REDIS_URL',
] as const

/** The environment with each `NAME_FILE` replaced by what the file holds. */
export function withSecretFiles(environment: Environment): Environment {
  const problems: string[] = []
  const read: Environment = { ...environment }
  for (const name of secretNames) {
    const file = environment[`${name}_FILE`]
    if (!file) continue
    if (environment[name]) problems.push(`${name}_FILE is set beside ${name}: set one of them`)
    try {
      const value = readFileSync(file, 'utf8').replace(/\r?\n$/, '')
      if (/[\r\n]$/.test(value))
        problems.push(`${name}_FILE names a file that ends with more than one newline`)
      read[name] = value
    } catch {
      problems.push(`${name}_FILE names a file that cannot be read`)
    }
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return read
}

/** What each of them returns; or throws ConfigError with the problems of all of them together. */
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
