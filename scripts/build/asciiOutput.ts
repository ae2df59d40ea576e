import type { Plugin } from 'vite'

/** Escapes what is not ASCII: a page without a charset reads a script as windows-1252, and shows ’ as â€™. */
export const asciiOutput: Plugin = {
  name: 'ascii-output',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk') chunk.code = chunk.code.replace(/[^\0-\x7f]/g, escapeUnit)
    }
  },
}

/** A chunk with a larger share is a language whose letters are not Latin-1: escapes would make it larger. */
const MAX_ESCAPED_SHARE = 0.01

/**
 * Escapes the characters that are not Latin-1, where they are rare. A browser keeps a script's text in memory
 * as long as its page. If all characters are Latin-1 it needs one byte for each. A single other character,
 * such as ’, doubles that.
 */
export const oneByteOutput: Plugin = {
  name: 'one-byte-output',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue
      const wide = chunk.code.match(/[^\0-\xff]/g) ?? []
      if (wide.length > chunk.code.length * MAX_ESCAPED_SHARE) continue
      chunk.code = chunk.code.replace(/[^\0-\xff]/g, escapeUnit)
    }
  },
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
