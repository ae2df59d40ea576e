import type { Plugin } from 'vite'

/** What to replace, and why it is not needed. */
const replacements: [RegExp, string][] = [
  // Calls of the logger, whose arguments have parentheses one level deep at most: no connection passes a logger.
  [/\b(?:this\.#)?log\?\.\((?:[^()]|\([^()]*\))*\);/g, ';'],
  // The protocol before version 7, which neither side speaks.
  [/#isChildUsingDeprecatedProtocol = false;/, ''],
  [/this\.#isChildUsingDeprecatedProtocol = true;/, ''],
  [/this\.#isChildUsingDeprecatedProtocol/g, 'false'],
  [/isDeprecatedMessage\(data\)/, 'false'],
]
/** A private name of a class. No string and no comment of penpal's has one. */
const PRIVATE_NAME = /#([a-z]\w*)/gi

/**
 * Makes penpal smaller, since every page loads it. Its private names become short public ones: Safari before 16 needs
 * class fields lowered, and private ones would become WeakMaps.
 */
export const smallPenpal: Plugin = {
  name: 'small-penpal',
  // Before Vite's own transform lowers the class fields.
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('/penpal/')) return undefined
    const small = replacements.reduce(replaceOrThrow, code)
    const names = new Map<string, string>()
    const shorten = (name: string) => {
      const short = names.get(name) ?? `_${names.size.toString(36)}`
      names.set(name, short)
      return short
    }
    return { code: small.replace(PRIVATE_NAME, (_match, name: string) => shorten(name)), map: null }
  },
}

function replaceOrThrow(code: string, [pattern, replacement]: [RegExp, string]): string {
  const replaced = code.replace(pattern, replacement)
  if (replaced === code)
    throw new Error(`penpal has changed: scripts/build/smallPenpal.ts finds ${pattern.source} no more.`)
  return replaced
}
