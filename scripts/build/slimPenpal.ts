import type { Plugin } from 'vite'

/**
 * What is replaced in penpal's module:
 * - A call of its logger, whose arguments have parentheses one level deep at most. No connection passes a logger.
 * - The flag of its protocol before version 7, which has no port, and the recognition of its messages. Both sides have
 *   the same version. The minifier then drops the translation of these messages.
 */
const REPLACEMENTS: [RegExp, string][] = [
  [/\b(?:this\.#)?log\?\.\((?:[^()]|\([^()]*\))*\);/g, ';'],
  [/(?:this\.)?#isChildUsingDeprecatedProtocol = \w+;/g, ''],
  [/this\.#isChildUsingDeprecatedProtocol/g, 'false'],
  [/isDeprecatedMessage\(data\)/g, 'false'],
]

/** Leaves parts of penpal out that no connection uses: they are bytes that every page loads. */
export const slimPenpal: Plugin = {
  name: 'slim-penpal',
  transform(code, id) {
    if (!id.includes('/penpal/')) return undefined
    let slim = code
    for (const [pattern, replacement] of REPLACEMENTS) {
      const before = slim
      slim = slim.replace(pattern, replacement)
      if (slim === before)
        throw new Error(`penpal has changed: scripts/build/slimPenpal.ts does not find ${pattern.source}.`)
    }
    if (slim.includes('log?.(')) throw new Error('penpal has changed: it still calls its logger.')
    return { code: slim, map: null }
  },
}
