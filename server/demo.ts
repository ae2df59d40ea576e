/** Everything a newcomer needs, locally: simulator, capture server and shop, three processes on three origins. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Environment } from './config.js'
import { generateKeys, type Keys } from './keygen.js'

const KEYS_FILE = '.capture/demo.json'
const STORE_FILE = '.capture/demo.db'

/** Starts the three; resolves when each listens, to what stops them. `say` gets lines for a person. */
export async function demo(
  environment: Environment,
  say: (line: string) => void,
): Promise<() => Promise<void>> {
  const port = (name: string, fallback: string) => environment[name] || fallback
  const ports = {
    capture: port('CAPTURE_PORT', '4180'),
    shop: port('SHOP_PORT', '4181'),
    simulator: port('SIMULATOR_PORT', '4182'),
  }
  const origins = {
    capture: `http://127.0.0.1:${ports.capture}`,
    // localhost and 127.0.0.1 are different sites to a browser, as a shop and its capture server are.
    shop: `http://localhost:${ports.shop}`,
    simulator: `http://127.0.0.1:${ports.simulator}`,
  }
  const keys = demoKeys()
  const ingo = { INGO_USERNAME: 'simulator', INGO_SECRET: 'simulator-secret', INGO_PARTICIPANT_ID: '12345' }
  const children = [
    start('../demo/simulator/main.js', [], { ...environment, ...ingo, SIMULATOR_PORT: ports.simulator }),
    start('./cli.js', ['serve'], {
      LOG_LEVEL: 'warn',
      ...environment,
      ...ingo,
      ...keys,
      PORT: ports.capture,
      CAPTURE_PUBLIC_URL: origins.capture,
      CAPTURE_MERCHANT_ID: 'demo',
      CAPTURE_ORIGINS: origins.shop,
      CAPTURE_STORE: STORE_FILE,
      INGO_URL: origins.simulator,
    }),
    start('../demo/shop/main.js', [], {
      ...environment,
      SHOP_PORT: ports.shop,
      CAPTURE_URL: origins.capture,
      CAPTURE_SECRET_KEY: keys.CAPTURE_SECRET_KEY,
      SIMULATOR_URL: origins.simulator,
    }),
  ]
  const stop = () => stopAll(children)
  try {
    await Promise.all(
      [`${origins.simulator}/healthz`, `${origins.capture}/readyz`, `${origins.shop}/`].map((url, index) =>
        answers(url, children[index]),
      ),
    )
  } catch (error) {
    await stop()
    throw error
  }
  say(`The shop is at ${origins.shop}: open it in a browser and type the card 4111 1111 1111 1111.`)
  say(`Capture server ${origins.capture}, gateway simulator ${origins.simulator}. Ctrl+C stops all three.`)
  return stop
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

/** Resolves when `url` answers; rejects when its process has ended, which has then said why. */
async function answers(url: string, child: ChildProcess | undefined): Promise<void> {
  while (child?.exitCode === null) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('The demo could not start.')
}

async function stopAll(children: ChildProcess[]): Promise<void> {
  const running = children.filter((child) => child.exitCode === null && child.signalCode === null)
  const ended = running.map((child) => once(child, 'exit'))
  for (const child of running) child.kill('SIGTERM')
  await Promise.all(ended)
}
