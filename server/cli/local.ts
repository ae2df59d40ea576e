/** What a newcomer runs on one machine. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { demo } from './demo.js'
import { generateKeys } from '../config/keygen.js'
import { takeEnvironment } from '../main.js'
import { say, UsageError, type Command } from './command.js'
import { untilSignal } from './untilSignal.js'

export const demoCommand: Command = {
  what: 'simulator, capture server and demo shop on three local origins',
  notes: ['CAPTURE_PORT, SHOP_PORT and SIMULATOR_PORT choose other ports than 4180, 4181 and 4182.'],
  async run() {
    if (!existsSync(new URL('../../demo/shop/main.js', import.meta.url)))
      throw new UsageError('demo: the shop is not in the image; the package has it: npx ingo-capture demo')
    const { stop, failed } = await demo(takeEnvironment(), say)
    return Promise.race([untilSignal(stop), failed.finally(stop)])
  },
}

/** The simulator is a room of its own: it shares no code with the server that it checks. */
export const simulatorCommand: Command = {
  what: 'a local stand-in for Ingo’s gateway that checks signatures',
  notes: [
    'SIMULATOR_PORT and HOST say where it listens; INGO_USERNAME, INGO_SECRET (or …_FILE) and',
    'INGO_PARTICIPANT_ID whom it knows.',
  ],
  async run() {
    const path = fileURLToPath(new URL('../../demo/simulator/main.js', import.meta.url))
    const child = spawn(process.execPath, [path], { stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
    const [code] = (await once(child, 'exit')) as [number | null]
    return code ?? 1
  },
}

export const keygenCommand: Command = {
  what: 'prints a new secret key and a new sealing key',
  run() {
    for (const [name, key] of Object.entries(generateKeys())) say(`${name}=${key}`)
    return Promise.resolve(0)
  },
}
