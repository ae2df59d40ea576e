/** The merchant's own fonts: the host page fetches them, under its own CSP, and sends the bytes to the frame. */
import type { Connection } from '../protocol/connect.js'
import type { ErrorEvent, HostMessages } from '../protocol/messages.js'
import { fontError } from './error.js'

export type Font = {
  family: string
  /** URL of a font file that this page may fetch. */
  src: string
  /** 100 to 900. */
  weight?: string | undefined
  style?: 'normal' | 'italic' | undefined
}

/** Sends the fonts that could be fetched, in one message. The form works without those that failed. */
export async function sendFonts(
  fonts: Font[],
  send: Connection<HostMessages>['send'],
  onFailure: (event: ErrorEvent) => void,
): Promise<void> {
  const fetched = await Promise.all(
    fonts.map(async ({ src, ...face }) => {
      const response = await fetch(src).catch(() => undefined)
      if (response?.ok) return [{ ...face, bytes: await response.arrayBuffer() }]
      onFailure(fontError(face.family))
      return []
    }),
  )
  send('fonts', { fonts: fetched.flat() })
}
