/** Reads a JSON file that a setting names. Messages name the setting, never the content. */
import { ConfigError, describeUnreadable } from './environment.js'
import { readPrivateFile } from './privateFile.js'

/** The file's text. `readable`: other users may read the file, because it holds no secret. Throws ConfigError. */
export function readText(setting: string, file: string, options?: { readable: boolean }): string {
  try {
    // Some editors begin a file with a byte order mark.
    return readPrivateFile(file, options).replace(/^\ufeff/, '')
  } catch (error) {
    throw new ConfigError([describeUnreadable(setting, error)])
  }
}

/** Parses the text of a setting's file. Throws ConfigError. */
export function parseJson(setting: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // V8's message may quote the file and its secrets. Keeps only the position at the end of some messages.
    const [position] = /position \d+(?: \(line \d+ column \d+\))?$/.exec((error as Error).message) ?? []
    const where = position === undefined ? '' : `, at ${position}`
    throw new ConfigError([`${setting} is invalid. The file is not valid JSON${where}.`])
  }
}

/** Whether the value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
