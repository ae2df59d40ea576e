/** The simulator's settings, from its environment. */
import { readFileSync } from 'node:fs'
import type { SimulatorOptions } from './gateway.js'
import { algorithms } from './signature.js'

export type Settings = { host: string; port: number; options: SimulatorOptions }
type Environment = Readonly<Record<string, string | undefined>>

/** A setting is malformed; the message names the variable and what it should be, never its value. */
export class SettingsError extends Error {}

/** The settings in `environment`; throws SettingsError. The defaults are a stand-in's, fit for demos only. */
export function parseSettings(environment: Environment): Settings {
  const algorithm = environment.INGO_ALGORITHM ?? 'hmac-sha512'
  return {
    host: printable('HOST', environment.HOST ?? '127.0.0.1'),
    port: whole('SIMULATOR_PORT', environment.SIMULATOR_PORT ?? '4182', 65_535),
    options: {
      username: printable('INGO_USERNAME', textOf(environment, 'INGO_USERNAME') ?? 'simulator'),
      secret: filled('INGO_SECRET', textOf(environment, 'INGO_SECRET') ?? 'simulator-secret'),
      participantId: whole('INGO_PARTICIPANT_ID', environment.INGO_PARTICIPANT_ID ?? '12345'),
      algorithm:
        algorithms.find((known) => known === algorithm) ??
        fail('INGO_ALGORITHM', `should be ${algorithms.join(' or ')}`),
    },
  }
}

/** The setting itself, or what the file of `NAME_FILE` holds. */
function textOf(environment: Environment, name: string): string | undefined {
  const file = environment[`${name}_FILE`]
  if (!file) return environment[name]
  if (environment[name]) fail(`${name}_FILE`, `should not be set beside ${name}`)
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch {
    return fail(`${name}_FILE`, 'should name a file that can be read')
  }
}

function fail(name: string, should: string): never {
  throw new SettingsError(`${name} ${should}`)
}

function filled(name: string, value: string): string {
  return value === '' ? fail(name, 'should not be empty') : value
}

/** It stands between quotes in a header. */
function printable(name: string, value: string): string {
  return /^[!#-~]+$/.test(value) ? value : fail(name, 'should be printable ASCII without blanks and quotes')
}

function whole(name: string, value: string, most = Number.MAX_SAFE_INTEGER): number {
  const fits = /^[0-9]+$/.test(value) && Number(value) <= most
  return fits ? Number(value) : fail(name, `should be a whole number of at most ${most}`)
}
