/** How a browser is started, and how slow its world is. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** DevTools' own presets. */
export const networks = {
  none: undefined,
  'slow 4G': { latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 },
  'fast 4G': { latency: 165, downloadThroughput: 1_012_500, uploadThroughput: 168_750 },
} as const
export type Conditions = { network: keyof typeof networks; cpu: number }

const CHROMIUM = '/usr/bin/chromium'

/** A headless Chromium with its protocol's address. */
export async function startChromium(profile: string): Promise<{ child: ChildProcess; endpoint: string }> {
  const child = spawn(
    existsSync(CHROMIUM) ? CHROMIUM : chromium.executablePath(),
    [
      '--headless=new',
      '--no-sandbox',
      '--no-first-run',
      '--disable-extensions',
      '--disable-background-networking',
      '--disable-component-update',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  return { child, endpoint: await endpointOf(child.stderr) }
}

async function endpointOf(stderr: AsyncIterable<Buffer>): Promise<string> {
  let text = ''
  for await (const chunk of stderr) {
    text += chunk.toString()
    const [, endpoint] = /DevTools listening on (ws:\S+)/.exec(text) ?? []
    if (endpoint) return endpoint
  }
  throw new Error(`Chromium has ended: ${text}`)
}
