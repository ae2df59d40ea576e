/** Everything a newcomer needs, locally: simulator, capture server and shop, three processes on three origins. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ConfigError, type Environment } from '../config/environment.js'
import { generateKeys, type Keys } from '../config/keygen.js'

const KEYS_FILE = '.capture/demo.json'
const STORE_FILE = '.capture/demo.db'

const ports = {
  CAPTURE_PORT: '4180',
  SHOP_PORT: '4181',
  SIMULATOR_PORT: '4182',
}

export type Demo = {
  stop: () => Promise<boolean>
  /** Rejects when one of the three ends by itself; it has then said why. */
  failed: Promise<never>
}

/** Starts the three; resolves when each answers. `say` gets lines for a person. */
export async function demo(environment: Environment, say: (line: string) => void): Promise<Demo> {
  const chosen = Object.fromEntries(
    Object.entries(ports).map(([name, fallback]) => [name, environment[name] || fallback]),
  ) as typeof ports
  if (new Set(Object.values(chosen)).size < 3)
    throw new ConfigError([`${Object.keys(ports).join(', ')} should be three different ports.`])
  for (const [name, port] of Object.entries(chosen)) await refuseTaken(name, port)
  const origins = {
    capture: `http://127.0.0.1:${chosen.CAPTURE_PORT}`,
    // localhost and 127.0.0.1 are different sites to a browser, as a shop and its capture server are.
    shop: `http://localhost:${chosen.SHOP_PORT}`,
    simulator: `http://127.0.0.1:${chosen.SIMULATOR_PORT}`,
  }
  const children = startAll({ ...environment, ...chosen }, origins)
  const stop = () => stopAll(children)
  const failed = Promise.race(children.map((child) => once(child, 'exit'))).then(() => {
    throw new Error('The demo has ended: one of its processes could not go on.')
  })
  try {
    const urls = [`${origins.simulator}/healthz`, `${origins.capture}/readyz`, `${origins.shop}/`]
    await Promise.race([failed, Promise.all(urls.map(answers))])
  } catch (error) {
    await stop()
    throw error
  }
  say(`The shop is at ${origins.shop}: open it in a browser and type the card 4111 1111 1111 1111.`)
  say(`Capture server ${origins.capture}, gateway simulator ${origins.simulator}. Ctrl+C stops all three.`)
  return { stop, failed }
}

/** Each gets what it needs and no more: the shop has no sealing key, the simulator neither. */
function startAll(environment: Environment, origins: Record<'capture' | 'shop' | 'simulator', string>) {
  const keys = demoKeys()
  const ingo = { INGO_USERNAME: 'simulator', INGO_SECRET: 'simulator-secret', INGO_PARTICIPANT_ID: '12345' }
  return [
    start('../../demo/simulator/main.js', [], { ...environment, ...ingo }),
    start('../cli.js', ['serve'], {
      LOG_LEVEL: 'warn',
      // Whoever tries the demo is declined more often than a cardholder.
      CAPTURE_FAILED_PER_HOUR: '0',
      CAPTURE_FAILED_PER_DAY: '0',
      ...environment,
      ...ingo,
      ...keys,
      PORT: environment.CAPTURE_PORT,
      CAPTURE_PUBLIC_URL: origins.capture,
      CAPTURE_MERCHANT_ID: 'demo',
      CAPTURE_ORIGINS: origins.shop,
      CAPTURE_STORE: STORE_FILE,
      INGO_URL: origins.simulator,
    }),
    start('../../demo/shop/main.js', [], {
      ...environment,
      CAPTURE_URL: origins.capture,
      CAPTURE_SECRET_KEY: keys.CAPTURE_SECRET_KEY,
      SIMULATOR_URL: origins.simulator,
    }),
  ]
}

/** Somebody else's server on the port would answer in our place. */
async function refuseTaken(name: string, port: string): Promise<void> {
  if (!/^[0-9]{1,5}$/.test(port) || Number(port) > 65_535)
    throw new ConfigError([`${name} should be a port.`])
  const probe = createServer().listen(Number(port), '127.0.0.1')
  try {
    await once(probe, 'listening')
  } catch {
    throw new Error(`Port ${port} is in use: set ${name} to another.`)
  }
  probe.close()
  await once(probe, 'close')
}

/** Made on the first start and kept, so that a restart doesn't end the sessions of an open page. */
function demoKeys(): Keys {
  try {
    return JSON.parse(readFileSync(KEYS_FILE, 'utf8')) as Keys
  } catch {
    const keys = generateKeys()
    mkdirSync(dirname(KEYS_FILE), { recursive: true, mode: 0o700 })
    writeFileSync(KEYS_FILE, JSON.stringify(keys), { mode: 0o600 })
    return keys
  }
}

function start(file: string, args: string[], env: Environment): ChildProcess {
  const path = fileURLToPath(new URL(file, import.meta.url))
  return spawn(process.execPath, [path, ...args], { env, stdio: ['ignore', 'inherit', 'inherit'] })
}

async function answers(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    await new Promise((done) => setTimeout(done, 50))
  }
}

async function stopAll(children: ChildProcess[]): Promise<boolean> {
  const running = children.filter((child) => child.exitCode === null && child.signalCode === null)
  const ended = running.map((child) => once(child, 'exit'))
  for (const child of running) child.kill('SIGTERM')
  await Promise.all(ended)
  return true
}
