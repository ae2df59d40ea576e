import type { Plugin } from 'vite'
import { replaceOrThrow, type Replacement } from './replaceOrThrow.js'

/** What to replace, and why it is not needed. The messages stay as penpal 7 reads and writes them. */
const replacements: Replacement[] = [
  // The logger, which no connection passes: its calls, whose arguments have parentheses one level deep at most, and
  // the parameter.
  [/\b(?:this\.#)?log\?\.\((?:[^()]|\([^()]*\))*\);/g, ';'],
  [/this\.#log = log;/g, ''],
  [/\blog,\s+validateReceivedMessage/g, 'validateReceivedMessage'],
  [/,\s*log(?=\s*[)}])/g, ''],
  // The protocol before version 7, which neither side speaks.
  [/#isChildUsingDeprecatedProtocol = false;/, ''],
  [/this\.#isChildUsingDeprecatedProtocol = true;/, ''],
  [/this\.#isChildUsingDeprecatedProtocol/g, 'false'],
  [/isDeprecatedMessage\(data\)/, 'false'],
  [/remoteParticipantId !== DEPRECATED_PENPAL_PARTICIPANT_ID/, 'true'],
  [/remoteParticipantId === DEPRECATED_PENPAL_PARTICIPANT_ID/, 'false'],
  // Then the first two messages of the handshake are sent alike.
  [
    /if \(isSynMessage\(message\)\) \{[^}]*\}\);\s*return;\s*\}\s*if \(isAck1Message\(message\) \|\|[^{]*\{/,
    'if (isSynMessage(message) || isAck1Message(message)) {',
  ],
  [/const payload = false \? downgradeMessage\(message\) : message;/, 'const payload = message;'],
  // Time limits: no connection and no call passes one.
  [/const timeoutId = timeout !== void 0 \? [^]*?, timeout\) : void 0;/g, ''],
  [/clearTimeout\(timeoutId\);/g, ''],
  [/\{ methodPath, resolve, reject, timeoutId \}/, '{ resolve, reject }'],
  [/\{ methodPath, reject, timeoutId \}/, '{ reject }'],
  // Options of a call and of a reply: no message transfers objects, except for the handshake its port.
  [/const lastArg = [^]*?const argsWithoutOptions = .*;/, ''],
  [/args: argsWithoutOptions/, 'args'],
  [/if \(value instanceof Reply_default\) \{[^}]*\}/, ''],
  [/let transferables;/, ''],
  [/, transferables\)/g, ')'],
  [/, \.\.\.transferables \|\| \[\]/g, ''],
  [/, \{\s*transfer: transferables\s*\}/g, ''],
  [/,\s*transfer: transferables\b/g, ''],
  [/^ {2}timeout,$/gm, ''],
  [/^ {8}timeout,$/m, ''],
  // The list of a side's methods, which the other side does not read, and methods inside of objects.
  [/const methodPaths = extractMethodPathsFromMethods\(methods\);/, ''],
  [/(type: "ACK1"),\s*methodPaths/, '$1'],
  [
    /const result = methodPath\.reduce\([^]*?return isFunction\(result\) \? result : void 0;/,
    'return methods[methodPath.join(".")];',
  ],
  [
    /^var createRemoteProxy = [^]*?^\};$/m,
    'var createRemoteProxy = (call) => new Proxy({}, { get: (_target, name) => name === "then" ? void 0 : (...args) => call([name], args) });',
  ],
  // Values of replies: no method returns one, so no reply can fail to be cloned.
  [/let value = await/, 'await'],
  [/callId,\s*value\s*\}/, 'callId }'],
  [/value, isError, isSerializedErrorInstance \}/, 'isError }'],
  [/isSerializedErrorInstance \? deserializeError\(value\) : value/, ''],
  [/replyHandler\.resolve\(value\)/, 'replyHandler.resolve()'],
  [
    /try \{[\s;]*(messenger\.sendMessage\(replyMessage\);)\s*\} catch \(error\) \{[^]*?throw error;\s*\}/,
    '$1',
  ],
  // Errors: connect.ts needs only to know that a message failed. Their class, codes and texts, and what a reply says of them.
  [
    /new PenpalError_default\(\s*"[A-Z_]+",\s*(?:"[^"]*"|`(?:[^`\\]|\\.)*`|error\.message)\s*\)/g,
    'new Error()',
  ],
  [/\.\.\.error instanceof Error \? \{ value: serializeError\(error\)[^}]*\} : \{ value: error \}/, ''],
  [/getDestroyedConnectionMethodCallError\(methodPath\)/g, 'new Error()'],
  // Messages of the handshake: plain data, which every window takes. A call that can't be sent rejects its promise as it is.
  [
    /try \{\s*((?:const callMessage = \{[^}]*\};[\s;]*)?messenger\.sendMessage\(\w+\);)\s*\} catch \(error\) \{\s*reject\(new Error\(\)\);\s*(?:return;\s*)?\}/g,
    '$1',
  ],
  // A connection that is destroyed twice: its handlers are gone, and without its port nothing is sent.
  [/const destroyConnection = once_default\(/, 'const destroyConnection = ('],
  // A call over a connection that is destroyed: it rejects without this, too, because there is no port.
  [/let isDestroyed = false;\s*(const replyHandlers)/, '$1'],
  // Random identifiers of calls: each side reads only its own, on a port of their own. A count is enough. Random numbers as
  // text also made Chromium keep a cache of 64 kB.
  [/(const replyHandlers = )/, 'let lastCallId = 0; $1'],
  [/const callId = generateId_default\(\)/, 'const callId = ++lastCallId'],
  [/if \(isDestroyed\) \{\s*throw new Error\(\);\s*\}/, ''],
  [/isDestroyed = true;(\s*messenger\.removeMessageHandler\(handleMessage\);\s*for)/, '$1'],
  // Checks of what connect.ts passes: a window, a new messenger, and a list of exact origins.
  [/if \(!messenger\) \{[^}]*\}\s*if \(usedMessengers\.has[^}]*\}\s*usedMessengers\.add\(messenger\);/, ''],
  [/if \(!remoteWindow\) \{[^}]*\}/, ''],
  [/allowedOrigins\?\.length \? allowedOrigins : \[window\.origin\]/, 'allowedOrigins'],
  [/#isAllowedOrigin = [^]*?^ {2}\};$/m, ''],
  [/this\.#isAllowedOrigin\(origin\)/, 'this.#allowedOrigins.includes(origin)'],
  [/return this\.#concreteRemoteOrigin === "null" && [^;]*;/, 'return this.#concreteRemoteOrigin;'],
  [/isObject\(data\) && data\.namespace/, 'data?.namespace'],
  // Identifiers: without `crypto.randomUUID`, as on pages without https, penpal takes them from `Math.random`.
  [
    /crypto\.randomUUID\?\.[^]*?\.join\("-"\)\)/,
    '() => crypto.getRandomValues(new Uint32Array(4)).join("-")',
  ],
  // Declarations of fields that are undefined at first.
  [/^ {2}#\w+;$/gm, ''],
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
