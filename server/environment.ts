/** Every secret can come from a file, as `NAME_FILE`: how orchestrators hand secrets over. */
import { readFileSync } from 'node:fs'
import { ConfigError, type Environment } from './config.js'

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
      read[name] = readFileSync(file, 'utf8').replace(/\r?\n$/, '')
    } catch {
      problems.push(`${name}_FILE names a file that cannot be read`)
    }
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return read
}
