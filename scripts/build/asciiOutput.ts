import type { Plugin } from 'vite'

/**
 * Escapes what is not ASCII in the entry's chunk. A page without a charset reads a script as windows-1252, and shows ’ as
 * â€™. And a browser keeps a script with a single such character in memory with two bytes for each character.
 */
export const asciiOutput: Plugin = {
  name: 'ascii-output',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk' && chunk.isEntry) chunk.code = chunk.code.replace(/[^\0-\x7f]/g, escapeUnit)
    }
  },
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
