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

/** A chunk with more of them is a language whose letters are not Latin-1: escapes would make it longer to load. */
const MAX_ESCAPED_SHARE = 0.01

/**
 * Escapes what is not Latin-1, where that is rare. A browser keeps a script's text as long as its page, with one byte for
 * each character if all are Latin-1, and with two bytes if a single one is not, such as ’.
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
