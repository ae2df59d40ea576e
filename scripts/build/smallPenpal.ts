import type { Plugin } from 'vite'
import { replaceOrThrow, type Replacement } from './replaceOrThrow.js'

/** What to replace, and why it is not needed. */
const replacements: Replacement[] = [
  // Calls of the logger, whose arguments have parentheses one level deep at most: no connection passes a logger.
  [/\b(?:this\.#)?log\?\.\((?:[^()]|\([^()]*\))*\);/g, ';'],
  // The protocol before version 7, which neither side speaks.
  [/#isChildUsingDeprecatedProtocol = false;/, ''],
  [/this\.#isChildUsingDeprecatedProtocol = true;/, ''],
  [/this\.#isChildUsingDeprecatedProtocol/g, 'false'],
  [/isDeprecatedMessage\(data\)/, 'false'],
  [/remoteParticipantId !== DEPRECATED_PENPAL_PARTICIPANT_ID/, 'true'],
  [/remoteParticipantId === DEPRECATED_PENPAL_PARTICIPANT_ID/, 'false'],
  // Time limits: no connection and no call passes one.
  [/const timeoutId = timeout !== void 0 \? [^]*?, timeout\) : void 0;/g, ''],
  [/clearTimeout\(timeoutId\);/g, ''],
  [/resolve, reject, timeoutId \}/, 'resolve, reject }'],
  // Options of a call and of a reply: no message transfers objects.
  [/const lastArg = [^]*?const argsWithoutOptions = .*;/, 'let transferables;'],
  [/args: argsWithoutOptions/, 'args'],
  [/if \(value instanceof Reply_default\) \{[^}]*\}/, ''],
  // The list of a side's methods, which the other side does not read.
  [/extractMethodPathsFromMethods\(methods\);/, '[];'],
  // Errors: connect.ts needs only to know that a message failed. Their texts, and what a reply says of them.
  [/(new PenpalError_default\(\s*"[A-Z_]+"),\s*(?:"[^"]*"|`(?:[^`\\]|\\.)*`|error\.message)\s*\)/g, '$1)'],
  [/\.\.\.error instanceof Error \? \{ value: serializeError\(error\)[^}]*\} : \{ value: error \}/, ''],
  [/isSerializedErrorInstance \? deserializeError\(value\) : value/, 'value'],
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
    const small = replaceOrThrow('penpal', code, replacements)
    const names = new Map<string, string>()
    const shorten = (name: string) => {
      const short = names.get(name) ?? `_${names.size.toString(36)}`
      names.set(name, short)
      return short
    }
    return { code: small.replace(PRIVATE_NAME, (_match, name: string) => shorten(name)), map: null }
  },
}
