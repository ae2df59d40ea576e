/** The demo on one machine: simulator, capture server and shop as three processes on three origins. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ConfigError, type Environment } from '../config/environment.js'
import { generateKeys, type GeneratedKeys } from '../config/keygen.js'
import { takeEnvironment } from '../main.js'
import { print, UsageError, type Command } from './command.js'
import { stopOnSignal } from './stopOnSignal.js'

const KEYS_FILE = '.capture/demo.json'
const STORE_FILE = '.capture/demo.db'
const READY_INTERVAL_MS = 50

const defaultPorts = {
  CAPTURE_PORT: '4180',
  SHOP_PORT: '4181',
  SIMULATOR_PORT: '4182',
}
type Origins = Record<'capture' | 'shop' | 'simulator', string>

/** `ingo-capture demo` */
export const demoCommand: Command = {
  description: 'simulator, capture server and demo shop on three local origins',
  notes: ['CAPTURE_PORT, SHOP_PORT and SIMULATOR_PORT replace the ports 4180, 4181 and 4182.'],
  async run() {
    if (!existsSync(new URL('../../demo/shop/main.js', import.meta.url)))
      throw new UsageError('demo: the shop is missing in the image. Run npx ingo-capture demo instead')
    const { stop, failed } = await startDemo(takeEnvironment())
    return Promise.race([stopOnSignal(stop), failed.finally(stop)])
  },
}

type Demo = {
  stop: () => Promise<boolean>
  /** Rejects when one of the three processes ends by itself. That process has already printed the reason. */
  failed: Promise<never>
}

/** Starts the three processes; resolves when each answers. */
async function startDemo(environment: Environment): Promise<Demo> {
  const ports = await selectPorts(environment)
  const origins = {
    capture: `http://127.0.0.1:${ports.CAPTURE_PORT}`,
    // To a browser localhost and 127.0.0.1 are different sites, as a shop and its capture server are.
    shop: `http://localhost:${ports.SHOP_PORT}`,
    simulator: `http://127.0.0.1:${ports.SIMULATOR_PORT}`,
  }
  const children = startProcesses({ ...environment, ...ports }, origins)
  const stop = () => stopProcesses(children)
  const failed = Promise.race(children.map((child) => once(child, 'exit'))).then(() => {
    throw new Error('The demo has ended because one of its processes ended.')
  })
  try {
    const urls = [`${origins.simulator}/healthz`, `${origins.capture}/readyz`, `${origins.shop}/`]
    await Promise.race([failed, Promise.all(urls.map(waitUntilReady))])
  } catch (error) {
    await stop()
    throw error
  }
  print(`The shop is at ${origins.shop}: open it in a browser and type the card 4111 1111 1111 1111.`)
  print(`Capture server ${origins.capture}, gateway simulator ${origins.simulator}. Ctrl+C stops all three.`)
  return { stop, failed }
}

async function selectPorts(environment: Environment): Promise<typeof defaultPorts> {
  const ports = Object.fromEntries(
    Object.entries(defaultPorts).map(([name, port]) => [name, environment[name] || port]),
  ) as typeof defaultPorts
  if (new Set(Object.values(ports)).size < 3)
    throw new ConfigError([
      `${Object.keys(ports).join(', ')}: a port is duplicate. Set three different ports.`,
    ])
  for (const [name, port] of Object.entries(ports)) await assertPortIsFree(name, port)
  return ports
}

/** Gives each process only the settings it needs: the shop and the simulator get no sealing key. */
function startProcesses(environment: Environment, origins: Origins): ChildProcess[] {
  const keys = readOrCreateKeys()
  const ingo = { INGO_USERNAME: 'simulator', INGO_SECRET: 'simulator-secret', INGO_PARTICIPANT_ID: '12345' }
  return [
    spawnScript('../../demo/simulator/main.js', [], { ...environment, ...ingo }),
    spawnScript('../cli.js', ['serve'], {
      LOG_LEVEL: 'warn',
      // Trying the demo declines more cards than one cardholder may have.
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
    spawnScript('../../demo/shop/main.js', [], {
      ...environment,
      CAPTURE_URL: origins.capture,
      CAPTURE_SECRET_KEY: keys.CAPTURE_SECRET_KEY,
      SIMULATOR_URL: origins.simulator,
    }),
  ]
}

/** Another server on the port would answer in place of the demo. */
async function assertPortIsFree(name: string, port: string): Promise<void> {
  if (!/^[0-9]{1,5}$/.test(port) || Number(port) > 65_535)
    throw new ConfigError([`${name} is invalid. Expected a port, 0 to 65535.`])
  const probe = createServer().listen(Number(port), '127.0.0.1')
  try {
    await once(probe, 'listening')
  } catch {
    throw new Error(`Port ${port} is in use: set ${name} to another.`)
  }
  probe.close()
  await once(probe, 'close')
}

/** Keeps the keys of the first start, so that a restart doesn't end the sessions of an open page. */
function readOrCreateKeys(): GeneratedKeys {
  try {
    return JSON.parse(readFileSync(KEYS_FILE, 'utf8')) as GeneratedKeys
  } catch {
    const keys = generateKeys()
    mkdirSync(dirname(KEYS_FILE), { recursive: true, mode: 0o700 })
    writeFileSync(KEYS_FILE, JSON.stringify(keys), { mode: 0o600 })
    return keys
  }
}

function spawnScript(file: string, args: string[], env: Environment): ChildProcess {
  const path = fileURLToPath(new URL(file, import.meta.url))
  return spawn(process.execPath, [path, ...args], { env, stdio: ['ignore', 'inherit', 'inherit'] })
}

async function waitUntilReady(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    await new Promise((done) => setTimeout(done, READY_INTERVAL_MS))
  }
}

/** Resolves to true: the demo has no work to finish. */
async function stopProcesses(children: ChildProcess[]): Promise<boolean> {
  const running = children.filter((child) => child.exitCode === null && child.signalCode === null)
  const exited = running.map((child) => once(child, 'exit'))
  for (const child of running) child.kill('SIGTERM')
  await Promise.all(exited)
  return true
}
