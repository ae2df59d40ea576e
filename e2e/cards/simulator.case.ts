/** For tests: the app with the published simulator as its gateway, like in a merchant's tests. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createSimulator } from '../../demo/simulator/gateway.js'
import type { Environment } from '../../server/config/config.js'
import { environment, NOW, startApp } from '../../server/testing/app.case.js'

/** Starts a simulator on a free port, with the credentials of the test environment. `now` in ms since 1970. */
export async function startSimulator(now: () => number): Promise<string> {
  const server = createSimulator({
    username: environment.INGO_USERNAME ?? '',
    secret: environment.INGO_SECRET ?? '',
    participantId: Number(environment.INGO_PARTICIPANT_ID),
    now,
    // A slow response does not wait, because the clock of these tests stands still.
    sleep: () => Promise.resolve(),
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Saves the response of `GET /outcomes` for INGO_OUTCOMES. Resolves to the file's path. */
export async function saveOutcomes(simulator: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const file = join(folder, 'outcomes.json')
  writeFileSync(file, await (await fetch(`${simulator}/outcomes`)).text(), { mode: 0o600 })
  return file
}

/** Starts the simulator and the app. `put` changes a setting of the simulator. */
export async function startWithSimulator(settings: Environment = {}) {
  const time = { now: () => NOW }
  const simulator = await startSimulator(() => time.now())
  const app = startApp({ INGO_URL: simulator, INGO_OUTCOMES: await saveOutcomes(simulator), ...settings })
  time.now = () => app.time.now
  const put = async (path: string, body: unknown) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const response = await fetch(`${simulator}${path}`, { method: 'PUT', body: text })
    return { http: response.status, ...((await response.json()) as Record<string, unknown>) }
  }
  return { ...app, simulator, put }
}
