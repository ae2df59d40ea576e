import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Command } from './command.js'
import { settingsFileOption } from './settingsFile.js'

/** `ingo-capture-server simulator`: runs in its own process, because it shares no code with the server. */
export const simulatorCommand: Command = {
  description: 'a local simulator of Ingo’s gateway that checks signatures',
  options: settingsFileOption,
  notes: [
    'SIMULATOR_PORT and HOST set where it listens. INGO_USERNAME, INGO_SECRET (or …_FILE) and',
    'INGO_PARTICIPANT_ID set the account that it accepts. With INGO_API_KEY (or …_FILE) it requires that key in',
    'the header X-API-Key, or in the header that INGO_API_KEY_HEADER names. SIMULATOR_WEBHOOK_URL is where the events',
    'about reviews go.',
  ],
  async run() {
    const path = fileURLToPath(new URL('../../demo/simulator/main.js', import.meta.url))
    const child = spawn(process.execPath, [path], { stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
    const [code] = (await once(child, 'exit')) as [number | null]
    return code ?? 1
  },
}
