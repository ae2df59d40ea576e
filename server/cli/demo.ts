/** The demo on one machine: simulator, capture server and shop as three processes on three origins. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ConfigError, type Environment } from '../config/environment.js'
import { print, UsageError, type Command } from './command.js'
import { readOrCreateDemoKeys } from './demoKeys.js'
import { formatInstructions, type Origins } from './demoInstructions.js'
import { stopOnSignal } from './stopOnSignal.js'
import { takeEnvironment } from './takeEnvironment.js'

const STORE_FILE = '.capture/demo.db'
const OUTCOMES_FILE = '.capture/outcomes.json'
const READY_INTERVAL_MS = 50

const defaultPorts = {
  CAPTURE_PORT: '4180',
  SHOP_PORT: '4181',
  SIMULATOR_PORT: '4182',
}

/** `ingo-capture-server demo` */
export const demoCommand: Command = {
  description: 'simulator, capture server and demo shop on three local origins',
  notes: ['CAPTURE_PORT, SHOP_PORT and SIMULATOR_PORT replace the ports 4180, 4181 and 4182.'],
  async run(_values, now) {
    if (!existsSync(new URL('../../demo/shop/main.js', import.meta.url)))
      throw new UsageError('demo: the shop is missing in the image. Run npx ingo-capture-server demo instead')
    const children: ChildProcess[] = []
    let isStopping = false
    const stop = () => {
      isStopping = true
      return stopProcesses(children)
    }
    // Listens before the start, so that a signal during the start leaves no processes behind.
    const stopped = stopOnSignal(stop)
    const ended = runDemo(takeEnvironment(), children, now).catch(async (error: unknown) => {
      if (isStopping) return stopped
      await stop()
      throw error
    })
    return Promise.race([stopped, ended])
  },
}

/**
 * Starts the three processes, adds them to `children`, and prints the shop's address. Rejects when one of them ends. A
 * process that ends by itself has already printed the reason.
 */
async function runDemo(
  environment: Environment,
  children: ChildProcess[],
  now: () => number,
): Promise<never> {
  const began = now()
  const ports = await selectPorts(environment)
  const origins = {
    capture: `http://127.0.0.1:${ports.CAPTURE_PORT}`,
    // Browsers treat localhost and 127.0.0.1 as different sites, like a shop and its capture server.
    shop: `http://localhost:${ports.SHOP_PORT}`,
    simulator: `http://127.0.0.1:${ports.SIMULATOR_PORT}`,
  }
  const all = { ...environment, ...ports }
  const keys = readOrCreateDemoKeys()
  const simulator = startSimulator(
    all,
    `${origins.capture}/v1/ingo/webhooks/demo/${keys.INGO_WEBHOOK_SECRET}`,
  )
  children.push(simulator)
  const simulatorEnded = rejectAtExit([simulator])
  await Promise.race([simulatorEnded, waitUntilReady(`${origins.simulator}/healthz`)])
  await saveOutcomes(origins.simulator)
  const others = startOthers(all, origins, keys)
  children.push(...others)
  const oneEnded = Promise.race([simulatorEnded, rejectAtExit(others)])
  const urls = [`${origins.capture}/readyz`, `${origins.shop}/`]
  await Promise.race([oneEnded, Promise.all(urls.map(waitUntilReady))])
  const seconds = Math.round((now() - began) / 1000)
  print(`Start the simulator, the capture server and the shop … ${seconds} s\n`)
  print(formatInstructions(origins, process.argv[1] ?? '', now()))
  return oneEnded
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

const ingo = { INGO_USERNAME: 'simulator', INGO_SECRET: 'simulator-secret', INGO_PARTICIPANT_ID: '12345' }

function startSimulator(environment: Environment, webhookUrl: string): ChildProcess {
  const own = { ...ingo, SIMULATOR_WEBHOOK_URL: webhookUrl }
  return spawnScript('../../demo/simulator/main.js', [], { env: { ...environment, ...own } })
}

/** Saves the meanings of the simulator's own statuses, because Ingo publishes none for an invalid security code. */
async function saveOutcomes(simulator: string): Promise<void> {
  const outcomes = await (await fetch(`${simulator}/outcomes`)).text()
  mkdirSync(dirname(OUTCOMES_FILE), { recursive: true, mode: 0o700 })
  writeFileSync(OUTCOMES_FILE, outcomes, { mode: 0o600 })
}

/** Gives each process only the settings it needs: the shop and the simulator get no sealing key. */
function startOthers(
  environment: Environment,
  origins: Origins,
  keys: ReturnType<typeof readOrCreateDemoKeys>,
): ChildProcess[] {
  const capture = {
    LOG_LEVEL: 'warn',
    // No limit, because people who try the demo have more cards declined than one cardholder may.
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
    CAPTURE_WEBHOOK_URL: `${origins.shop}/hooks/ingo-capture`,
    INGO_URL: origins.simulator,
    INGO_WEBHOOK_ADDRESSES: '127.0.0.1',
    INGO_OUTCOMES: OUTCOMES_FILE,
  }
  const shop = {
    ...environment,
    CAPTURE_URL: origins.capture,
    CAPTURE_SECRET_KEY: keys.CAPTURE_SECRET_KEY,
    CAPTURE_WEBHOOK_SECRET: keys.CAPTURE_WEBHOOK_SECRET,
    SIMULATOR_URL: origins.simulator,
  }
  return [
    spawnScript('../cli.js', ['serve'], { env: capture, stdout: 'inherit' }),
    spawnScript('../../demo/shop/main.js', [], { env: shop }),
  ]
}

/** Throws if another server uses the port, because it would answer instead of the demo. */
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

/** Starts a script. Ignores its stdout, which has only the address that the demo itself prints. */
function spawnScript(
  file: string,
  args: string[],
  { env, stdout = 'ignore' }: { env: Environment; stdout?: 'ignore' | 'inherit' },
): ChildProcess {
  const path = fileURLToPath(new URL(file, import.meta.url))
  return spawn(process.execPath, [path, ...args], { env, stdio: ['ignore', stdout, 'inherit'] })
}

/** Rejects when one of the processes ends. */
async function rejectAtExit(children: ChildProcess[]): Promise<never> {
  await Promise.race(children.map((child) => once(child, 'exit')))
  throw new Error('The demo has ended because one of its processes ended.')
}

async function waitUntilReady(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    await new Promise((done) => setTimeout(done, READY_INTERVAL_MS))
  }
}

/** Stops the processes. Resolves to true, because the demo has no work to finish. */
async function stopProcesses(children: ChildProcess[]): Promise<boolean> {
  const running = children.filter((child) => child.exitCode === null && child.signalCode === null)
  const exited = running.map((child) => once(child, 'exit'))
  for (const child of running) child.kill('SIGTERM')
  await Promise.all(exited)
  return true
}
