/** Copies the settings of the page, so that they can be sent to the frame and later changes don't reach them. */

/** The tag of an object, such as `Object` or `Array`. A Proxy has the tag of its target. */
export function readKind(value: unknown): string {
  try {
    if (Array.isArray(value)) return 'Array'
    // `import * as messages` is a Module.
    return /(\w+)\]$/.exec(Object.prototype.toString.call(value))?.[1] ?? ''
  } catch {
    // Every access to a revoked Proxy throws, even `Array.isArray`.
    return 'revoked Proxy'
  }
}

/** Settings have three levels. An object that contains itself exceeds the limit. */
const MAX_DEPTH = 5

/**
 * The names and values of an object, including the accessors of its class: Svelte compiles a class's `$state` to an
 * accessor, and so do decorators.
 */
export function readParts(value: object): [name: string, part: unknown][] {
  const names = Object.keys(value)
  // Object.prototype, which has nothing above it, is not read: assertion libraries add accessors to it.
  for (let type = value, above; (above = Object.getPrototypeOf(type) as object | null); type = above) {
    const properties = Object.getOwnPropertyDescriptors(type) as Record<string, object>
    names.push(...Object.keys(properties).filter((name) => 'get' in (properties[name] as object)))
  }
  return names.map((name) => [name, value[name as never]])
}

/**
 * A plain copy of `value`, whose name in the options is `path`. Reads through the Proxies of Vue, Solid and MobX, which
 * `postMessage` refuses. Throws a TypeError for a value that is not plain data. It names the path, and never the value.
 */
export function copyPlain(value: unknown, path: string, depth = 0): unknown {
  if (value == null || /^(?:string|number|boolean)$/.test(typeof value)) return value
  const kind = readKind(value)
  if (depth > MAX_DEPTH || !/^(?:Object|Module|Array)$/.test(kind)) {
    const problem = depth > MAX_DEPTH ? 'nested less deeply' : `plain data, not a ${kind}`
    throw new TypeError(`ingo-capture: "${path}" must be ${problem}`)
  }
  const copies = readParts(value).map(
    ([name, part]) => [name, copyPlain(part, `${path}.${name}`, depth + 1)] as const,
  )
  return kind === 'Array' ? copies.map(([, copy]) => copy) : Object.fromEntries(copies)
}
