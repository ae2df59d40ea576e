/**
 * Records the keys and types in the gateway's responses that the contract doesn't have, so that an operator sees on the
 * first day in a sandbox what Ingo really sends. A cardholder can influence a response. So values are never recorded,
 * names that may hold data are not shown, and the list and the search of each response are bounded.
 */
import type { JsonType, ShapeList } from '../../contract/shapes.js'
import type { Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import { isSafeToEcho } from '../../contract/safeName.js'
import { documentedShapes, jsonType, undocumented, type DocumentedShape } from './documentedShape.js'
import type { Operation } from './operations.js'

const MAX_SHAPES = 200
/** The maximum number of keys in a path: `data.issuers[].credit_info.min` has four. */
const MAX_DEPTH = 6
/** The maximum number of values in one response. Ingo's responses have fewer than 30 for each issuer. */
const MAX_VALUES = 1000
/** Shown instead of a name that may hold data. */
const HIDDEN = '*'
/** The label for shapes that arrive when the list is full. No path has parentheses. */
const OVERFLOW = '(overflow)'

/** `webhook`: Ingo documents only the names of its events, so all their keys are undocumented. */
type WatchedOperation = Operation | 'webhook'
const webhookShape: DocumentedShape = { types: new Set(['object']), keys: new Map() }

export type ShapeWatch = {
  /** Records one response, or the body of an event that Ingo sends by itself. Never throws. */
  record(operation: WatchedOperation, response: object): void
  /** What this process has recorded since it started, oldest first. */
  list(): ShapeList
}

type Dependencies = { log: Log; metrics: Pick<Metrics, 'undocumentedShapes'>; now: () => number }
type Shape = ShapeList['shapes'][number]

/** Each process has its own list, which is empty at its start. */
export function createShapeWatch({ log, metrics, now }: Dependencies): ShapeWatch {
  const documented = documentedShapes().set('webhook', webhookShape)
  const known = new Map<string, Shape>()
  let overflow = 0

  function count(operation: WatchedOperation, [path, type]: UndocumentedShape): void {
    const key = `${operation} ${path} ${type}`
    const shape = known.get(key)
    if (shape) shape.count += 1
    else if (known.size < MAX_SHAPES) {
      const first_seen = new Date(now()).toISOString()
      known.set(key, { operation, path, type, count: 1, first_seen })
      log.info('shape', { operation, path, type })
    } else {
      overflow += 1
      metrics.undocumentedShapes.inc({ operation, path: OVERFLOW, type: OVERFLOW })
      return
    }
    metrics.undocumentedShapes.inc({ operation, path, type })
  }

  return {
    record(operation, response) {
      const shape = documented.get(operation) ?? undocumented
      findUndocumented(shape, response)?.forEach((found) => {
        count(operation, found)
      })
    },
    list: () => ({ shapes: [...known.values()], overflow }),
  }
}

/** Ingo's names begin with a lower-case letter. A name that begins with a capital may be a person's. */
function isFieldName(key: string): boolean {
  return isSafeToEcho(key) && /^[a-z][A-Za-z0-9]*(?:_[a-z0-9]+)*$/.test(key)
}

type UndocumentedShape = readonly [path: string, type: JsonType]

/** Returns each undocumented path and type once, even if several elements of an array have it. */
function findUndocumented(
  shape: DocumentedShape,
  response: object,
): Map<string, UndocumentedShape> | undefined {
  // Created when needed, because most responses have nothing to record.
  let found: Map<string, UndocumentedShape> | undefined
  let values = 0

  function visit(
    documented: DocumentedShape,
    value: unknown,
    parent: string,
    name: string,
    depth: number,
  ): void {
    values += 1
    if (values > MAX_VALUES) return
    const type = jsonType(value)
    const isDocumented = documented.types.has(type)
    // Returns before it builds the path, because this is the usual case.
    if (isDocumented && (typeof value !== 'object' || value === null)) return
    const path = `${parent}${name}`
    if (!isDocumented) (found ??= new Map<string, UndocumentedShape>()).set(`${path} ${type}`, [path, type])
    if (Array.isArray(value)) visitItems(documented, value, path, depth)
    else if (typeof value === 'object' && value !== null && depth < MAX_DEPTH)
      visitKeys(documented, value, path === '' ? '' : `${path}.`, depth)
  }

  function visitItems(
    { items = undocumented }: DocumentedShape,
    list: unknown[],
    path: string,
    depth: number,
  ): void {
    for (const item of list) {
      if (values > MAX_VALUES) return
      // An array inside an array is recorded, but its elements are not, which bounds the recursion.
      visit(items, Array.isArray(item) ? [] : item, path, '[]', depth)
    }
  }

  function visitKeys({ keys }: DocumentedShape, object: object, parent: string, depth: number): void {
    for (const key in object) {
      if (values > MAX_VALUES) return
      const child: unknown = Reflect.get(object, key)
      const documented = keys.get(key)
      const name = documented || isFieldName(key) ? key : HIDDEN
      visit(documented ?? undocumented, child, parent, name, depth + 1)
    }
  }

  visit(shape, response, '', '', 0)
  return found
}
