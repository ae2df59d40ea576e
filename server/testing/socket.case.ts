/** For tests: raw bytes on a socket that no HTTP client would send. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Node } from './serveProcess.case.js'

/** Matches nothing, to read until the server closes. */
export const NEVER = /(?!)/

export async function openSocket({ url }: Pick<Node, 'url'>): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

/** Sends the bytes and reads until the server closes or the text matches `enough`. */
export async function sendBytes(
  node: Pick<Node, 'url'>,
  bytes: string,
  enough: RegExp = /\r\n\r\n/,
): Promise<string> {
  const socket = await openSocket(node)
  let heard = ''
  socket.on('data', (text) => (heard += text.toString()))
  socket.write(bytes, 'latin1')
  while (!socket.closed && !enough.test(heard)) {
    await Promise.race([once(socket, 'data'), once(socket, 'close')]).catch(() => undefined)
  }
  socket.destroy()
  return heard
}

export type ParsedResponse = { status: number; headers: Record<string, string>; body: string }

/** Parses the only response in the text. Throws on a repeated header. */
export function parseOnlyResponse(heard: string): ParsedResponse {
  const end = heard.indexOf('\r\n\r\n')
  const [first = '', ...lines] = heard.slice(0, end).split('\r\n')
  const entries = lines.map((line) => {
    const [, name = '', value = ''] = /^([^:]+): ?(.*)$/.exec(line) ?? []
    return [name.toLowerCase(), value] as const
  })
  const headers = Object.fromEntries(entries)
  if (Object.keys(headers).length !== entries.length) throw new Error(`A header stands twice in ${heard}`)
  return { status: Number(first.split(' ')[1]), headers, body: heard.slice(end + 4) }
}
