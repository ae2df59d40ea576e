/** `ingo-capture doctor`: looks at a deployment and says what is not as it should be. */
import { parseArgs } from 'node:util'
import { ConfigError } from '../config.js'
import { compareFrame } from './frame.js'
import { readInventory } from './inventory.js'

const USAGE = 'doctor: give the form’s document, --frame https://capture.example/frame/<merchant>'

/** Resolves to whether all is well. */
export async function doctor(args: string[], say: (line: string) => void): Promise<boolean> {
  const url = frameOf(args)
  const inventory = readInventory()
  const { differences, origins } = await compareFrame(url, inventory)
  for (const difference of differences) say(difference)
  if (differences.length > 0) return false
  say(`${url.href}: document, policy and ${inventory.files.length} files are those of ${inventory.version}.`)
  say(`It may be embedded by ${origins.join(', ')}.`)
  return true
}

function frameOf(args: string[]): URL {
  try {
    const { frame = '' } = parseArgs({ args, options: { frame: { type: 'string' } } }).values
    const url = new URL(frame)
    if (/^https?:$/.test(url.protocol) && url.pathname.includes('/frame/')) return url
  } catch {
    // Said below, for every kind of it.
  }
  throw new ConfigError([USAGE])
}
