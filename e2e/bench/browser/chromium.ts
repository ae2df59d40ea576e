/** A headless Chromium with a profile of its own, controlled through a pipe: it exits when the pipe closes. */
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { chromium } from '@playwright/test'
import { makeFolder, removeFolder, startChild } from '../cleanup.js'

const CHROMIUM = '/usr/bin/chromium'
/** Longer than any sample takes. A hanging browser fails its sample; the next sample gets a new browser. */
const LIFETIME_MS = 30_000
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--no-first-run',
  '--no-startup-window',
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-component-update',
  '--remote-debugging-pipe',
]
const OPTIONS: SpawnOptions = { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] }

export type Params = Record<string, unknown>
export type ProtocolEvent = { method: string; params: Params; sessionId?: string }
type Response = { id: number; result?: Params; error?: Params }
type Send = (method: string, params?: Params, sessionId?: string) => Promise<Params>

export type Chromium = {
  send: Send
  /** Rejects when the browser ends, so that no wait for the browser goes on forever. */
  ended: Promise<never>
  close: () => Promise<void>
}

/** Starts a browser; `flags` extend the default flags. */
export function startChromium(flags: string[], onEvent: (event: ProtocolEvent) => void): Chromium {
  const profile = makeFolder()
  const binary = existsSync(CHROMIUM) ? CHROMIUM : chromium.executablePath()
  const child = startChild(binary, [...FLAGS, `--user-data-dir=${profile}`, ...flags], OPTIONS)
  const lifetime = setTimeout(() => child.kill('SIGKILL'), LIFETIME_MS)
  const exit = once(child, 'exit')
  const ended = exit.then(() => {
    throw new Error(`the browser has ended, or was ended after ${LIFETIME_MS / 1000} s`)
  })
  const send = connectPipe(child, onEvent)
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

/** Speaks the protocol over the pipe: JSON messages that end with a NUL. */
function connectPipe(child: ChildProcess, onEvent: (event: ProtocolEvent) => void): Send {
  const input = child.stdio[3] as Writable
  const output = child.stdio[4] as Readable
  // An error after the browser's end is ignored, because `ended` reports the end.
  input.on('error', () => undefined)
  let lastId = 0
  const pending = new Map<number, { resolve: (result: Params) => void; reject: (error: Error) => void }>()

  function receive(message: Response | ProtocolEvent): void {
    if ('method' in message) {
      onEvent(message)
      return
    }
    const call = pending.get(message.id)
    pending.delete(message.id)
    if (message.error) call?.reject(new Error(JSON.stringify(message.error)))
    else call?.resolve(message.result ?? {})
  }

  let rest = ''
  output.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0')
    rest = messages.pop() ?? ''
    for (const message of messages) receive(JSON.parse(message) as Response | ProtocolEvent)
  })
  return (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      lastId += 1
      pending.set(lastId, { resolve, reject })
      input.write(`${JSON.stringify({ id: lastId, method, params, sessionId })}\0`)
    })
}
