/** A headless Chromium with a profile of its own, spoken to through a pipe: it ends when its other end does. */
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { chromium } from '@playwright/test'
import { makeFolder, removeFolder, startChild } from '../cleanup.js'

const CHROMIUM = '/usr/bin/chromium'
/** Longer than any sample takes: one that hangs fails, and the next is another browser's. */
const LIFETIME_MS = 30_000

export type Params = Record<string, unknown>
export type ProtocolEvent = { method: string; params: Params; sessionId?: string }
type Answer = { id: number; result?: Params; error?: Params }

export type Chromium = {
  send: (method: string, params?: Params, sessionId?: string) => Promise<Params>
  /** Rejects once it has ended: what waits for it waits for this too. */
  ended: Promise<never>
  close: () => Promise<void>
}

/** `flags` are added to those that every browser gets. */
export function startChromium(flags: string[], heard: (event: ProtocolEvent) => void): Chromium {
  const profile = makeFolder()
  const child = startChild(
    existsSync(CHROMIUM) ? CHROMIUM : chromium.executablePath(),
    [
      '--headless=new',
      '--no-sandbox',
      '--no-first-run',
      '--no-startup-window',
      '--disable-extensions',
      '--disable-background-networking',
      '--disable-component-update',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
      ...flags,
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  )
  const lifetime = setTimeout(() => child.kill('SIGKILL'), LIFETIME_MS)
  const exit = once(child, 'exit')
  const ended = exit.then(() => {
    throw new Error(`the browser has ended, or was ended after ${LIFETIME_MS / 1000} s`)
  })
  const input = child.stdio[3] as Writable
  const output = child.stdio[4] as Readable
  // One that has ended says so itself.
  input.on('error', () => undefined)

  let asked = 0
  const waiting = new Map<number, { resolve: (result: Params) => void; reject: (error: Error) => void }>()
  const send: Chromium['send'] = (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      asked += 1
      waiting.set(asked, { resolve, reject })
      input.write(`${JSON.stringify({ id: asked, method, params, sessionId })}\0`)
    })

  function receive(message: Answer | ProtocolEvent): void {
    if ('method' in message) {
      heard(message)
      return
    }
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error) call?.reject(new Error(JSON.stringify(message.error)))
    else call?.resolve(message.result ?? {})
  }

  let rest = ''
  output.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0')
    rest = messages.pop() ?? ''
    for (const message of messages) receive(JSON.parse(message) as Answer | ProtocolEvent)
  })

  return {
    send,
    ended,
    async close() {
      await Promise.race([send('Browser.close'), ended]).catch(() => undefined)
      await exit.catch(() => undefined)
      clearTimeout(lifetime)
      removeFolder(profile)
    },
  }
}
