import type { Plugin } from 'vite'
import { replaceOrThrow, type Replacement } from './replaceOrThrow.js'

/** What to replace, and why it is not needed. The format of the messages stays that of penpal 7. */
const replacements: Replacement[] = [
  // The logger, which no connection sets: its parameter, and its calls, whose arguments nest
  // parentheses by one level at most.
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
  // Without that protocol, the first two messages of the handshake are sent in the same way.
  [
    /if \(isSynMessage\(message\)\) \{[^}]*\}\);\s*return;\s*\}\s*if \(isAck1Message\(message\) \|\|[^{]*\{/,
    'if (isSynMessage(message) || isAck1Message(message)) {',
  ],
  [/const payload = false \? downgradeMessage\(message\) : message;/, 'const payload = message;'],
  // Time limits, which no connection and no call sets.
  [/const timeoutId = timeout !== void 0 \? [^]*?, timeout\) : void 0;/g, ''],
  [/clearTimeout\(timeoutId\);/g, ''],
  [/\{ methodPath, resolve, reject, timeoutId \}/, '{ resolve, reject }'],
  [/\{ methodPath, reject, timeoutId \}/, '{ reject }'],
  // Options of calls and replies. Only the handshake transfers an object, its port.
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
  // The list of a side's methods, which the other side does not read, and methods inside objects.
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
  // The class, code and text of errors: connect.ts needs only to know that a message failed.
  [
    /new PenpalError_default\(\s*"[A-Z_]+",\s*(?:"[^"]*"|`(?:[^`\\]|\\.)*`|error\.message)\s*\)/g,
    'new Error()',
  ],
  [/\.\.\.error instanceof Error \? \{ value: serializeError\(error\)[^}]*\} : \{ value: error \}/, ''],
  [/getDestroyedConnectionMethodCallError\(methodPath\)/g, 'new Error()'],
  // Failures to send a message of the handshake, which is plain data that can always be sent. A call that can't be sent
  // rejects its promise without this code.
  [
    /try \{\s*((?:const callMessage = \{[^}]*\};[\s;]*)?messenger\.sendMessage\(\w+\);)\s*\} catch \(error\) \{\s*reject\(new Error\(\)\);\s*(?:return;\s*)?\}/g,
    '$1',
  ],
  // Protection against destroying a connection twice. The second time its handlers are gone, and nothing
  // is sent without a port.
  [/const destroyConnection = once_default\(/, 'const destroyConnection = ('],
  // The check for a call over a destroyed connection. Such a call rejects anyway, because there is no port.
  [/let isDestroyed = false;\s*(const replyHandlers)/, '$1'],
  // Random identifiers of calls. Each connection has its own port, so a counter is enough. Random numbers as text also
  // fill a cache of 64 kB in Chromium.
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
  // Identifiers. Without `crypto.randomUUID`, as on pages without https, penpal would use `Math.random`.
  [
    /crypto\.randomUUID\?\.[^]*?\.join\("-"\)\)/,
    '() => crypto.getRandomValues(new Uint32Array(4)).join("-")',
  ],
  // Declarations of fields without a value.
  [/^ {2}#\w+;$/gm, ''],
]
/** A private name of a class. Penpal's strings and comments have nothing that looks like one. */
const PRIVATE_NAME = /#([a-z]\w*)/gi

/**
 * Makes penpal smaller, because every page loads it. Private names become short public ones: for Safari before 16 class
 * fields are compiled to older syntax, where private ones would become WeakMaps.
 */
export const smallPenpal: Plugin = {
  name: 'small-penpal',
  // Runs before Vite's own transform compiles the class fields.
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
