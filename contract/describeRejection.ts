/**
 * Messages for the merchant's developers about a rejected request: the field, the rule and the fix, never the value. The
 * schemas that the frame shares have the names of rules in place of messages, so this module reads the rule itself.
 */
import * as z from 'zod/mini'
import { cardDataNames, normalizeName } from './cardDataNames.js'
import { rules } from './fields.js'
import { nearestName } from './nearestName.js'
import { isSafePath } from './safeName.js'

/** The part of a zod schema's definition that this module reads. */
type Definition = {
  shape?: Record<string, z.ZodMiniType>
  /** The inner schema of an optional schema, or of one with a default. */
  innerType?: z.ZodMiniType
  /** The first schema of a pipe. */
  in?: z.ZodMiniType
  element?: z.ZodMiniType
  valueType?: z.ZodMiniType
  checks?: { _zod: { def: { check: string; maximum?: number } } }[]
}
type Path = readonly PropertyKey[]

/** Formats of Ingo's documented fields (`fields.ts`), by the end of the field's name. Each completes "should be …". */
const formats: [name: RegExp, format: string][] = [
  [/_state$/, 'a state’s code in two capital letters, such as GA'],
  [/_zip$/, 'a ZIP code of 5 digits, or of 9 such as 30301-1234'],
  [/_phone$/, 'a phone number of 10 digits, without separators'],
  [/^customer_account_token$/, 'the token that Ingo returned: 1 to 255 characters of A-Z, a-z, 0-9, - and _'],
  [/^account$/, 'a card number of 12 to 19 digits, without separators'],
  [/^expiration_date$/, 'four digits, YYMM, with a month from 01 to 12'],
  [/^cvv$/, '3 or 4 digits'],
]

const ruleNames: readonly string[] = [...rules, 'Invalid input', 'Invalid key in record']
/** A message about one value begins like this. Other messages name a second field, whose value is the cause. */
const OF_ONE_VALUE = /^should /

/** The first broken rule of a rejected value: `detail`, and the name of the `field` if it is safe to show. */
export function describeRejection(
  schema: z.ZodMiniType,
  { issues: [issue] }: z.core.$ZodError,
  value: unknown,
): { field?: string; detail: string } {
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const path = [...(issue?.path ?? []), ...keys]
  if (!issue || !isSafePath(path)) return { detail: UNSAFE_NAME }
  if (path.length === 0) return { detail: 'The body should be a JSON object, { … }.' }
  const field = path.join('.')
  return { field, detail: `${field}${describeIssue(schema, issue, value)}` }
}

const UNSAFE_NAME =
  'The request has an invalid or unknown field. Its name is not shown, since it may hold card data. Remove it.'

/** Returns a text that follows the field's name: `: should be …`, ` is not a field …`. */
function describeIssue(schema: z.ZodMiniType, issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'unrecognized_keys') return describeUnknownKey(schema, issue)
  const message = ruleNames.includes(issue.message) ? describeRule(schema, issue) : issue.message
  const isOfType = issue.code === 'invalid_type' || issue.code === 'invalid_value'
  const isMissing = isOfType && findValue(value, issue.path) === undefined
  return isMissing && OF_ONE_VALUE.test(message) ? `: is missing. It ${message}` : `: ${message}`
}

function describeUnknownKey(schema: z.ZodMiniType, issue: z.core.$ZodIssueUnrecognizedKeys): string {
  const [key = ''] = issue.keys
  if (cardDataNames.map(normalizeName).includes(normalizeName(key)))
    return ' is not a field of this request. Only the form may send card data. Remove it'
  const near = nearestName(key, Object.keys(definition(findSchema(schema, issue.path)).shape ?? {}))
  return ` is not a field of this request. ${near === undefined ? 'Remove it' : `Is ${near} meant?`}`
}

function describeRule(schema: z.ZodMiniType, issue: z.core.$ZodIssue): string {
  const { checks = [] } = definition(findSchema(schema, issue.path))
  const max = checks.find(({ _zod }) => _zod.def.check === 'max_length')?._zod.def.maximum
  const expected = expectedText(issue.path, max)
  switch (issue.code) {
    case 'too_big':
      return `should have at most ${String(issue.maximum)} characters. Shorten it`
    case 'invalid_value':
      return `should be ${issue.values.map((each) => JSON.stringify(each)).join(' or ')}`
    case 'invalid_key':
      return 'has an invalid key. A key should have 1 to 64 letters, digits and _, and begin with a letter'
    case 'custom':
      return 'is rejected because it may hold a card number. Only the form may send one. Send another value; a UUID is never taken for one'
    case 'invalid_type':
      return issue.expected === 'string'
        ? `should be ${expected}`
        : `should be ${nouns[issue.expected] ?? issue.expected}`
    case 'invalid_format':
      // A field's format, a text without a visible character, or one with characters that can't be printed.
      return issue.message !== 'invalid' || hasFormat(issue.path)
        ? `should be ${expected}`
        : 'has control or invisible characters. It should be plain text. Remove them'
    default:
      return `should be ${expected}`
  }
}

const nouns: Record<string, string> = {
  boolean: 'true or false, without quotation marks',
  object: 'an object, { … }',
  record: 'an object, { … }',
  array: 'a list, [ … ]',
}

function expectedText(path: Path, max: number | undefined): string {
  const format = findFormat(path)
  if (format !== undefined) return format
  return max === undefined ? 'text' : `text of 1 to ${max} characters`
}

function findFormat(path: Path): string | undefined {
  const name = String(path.at(-1))
  return formats.find(([pattern]) => pattern.test(name))?.[1]
}

function hasFormat(path: Path): boolean {
  return findFormat(path) !== undefined
}

function definition(schema: z.ZodMiniType | undefined): Definition {
  return schema?._zod.def ?? {}
}

/** The schema of the value at `path`, without the wrapper that makes it optional. */
function findSchema(schema: z.ZodMiniType | undefined, path: Path): z.ZodMiniType | undefined {
  const { innerType, in: input, shape, element, valueType } = definition(schema)
  const inner = innerType ?? input
  if (inner) return findSchema(inner, path)
  const [key, ...rest] = path
  if (key === undefined) return schema
  const part = shape && Object.hasOwn(shape, key) ? shape[String(key)] : (element ?? valueType)
  return part && findSchema(part, rest)
}

function findValue(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (part, key) => (typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined),
    value,
  )
}
