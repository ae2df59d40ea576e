/** The merchant's own fonts: fetched by the host page, under its own CSP, and handed to the frame as bytes. */
import type { FontData } from '../protocol/appearance.js'

export type Font = {
  family: string
  /** URL of a font file that this page may fetch. */
  src: string
  /** 100 to 900. */
  weight?: string
  style?: 'normal' | 'italic'
}

/** Those that could be fetched: a font that fails costs the form its face, not its function. */
export async function fetchFonts(fonts: Font[], onFailure: (family: string) => void): Promise<FontData[]> {
  const fetched = await Promise.all(
    fonts.map(async ({ src, ...face }) => {
      const response = await fetch(src).catch(() => undefined)
      if (response?.ok) return [{ ...face, bytes: await response.arrayBuffer() }]
      onFailure(face.family)
      return []
    }),
  )
  return fetched.flat()
}
