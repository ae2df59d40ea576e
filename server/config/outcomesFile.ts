/**
 * `INGO_OUTCOMES`: a file with a merchant's own meanings of Ingo's statuses,
 * `{ "614": { "code": "limit_exceeded" }, "761": { "code": "cvv_invalid", "field": "cvv" } }`.
 */
import {
  isMappable,
  mappableCodes,
  mappableFields,
  type OutcomeMap,
  type Refusal,
} from '../gateway/outcomes.js'
import { findDuplicateKeys } from './duplicateKeys.js'
import { ConfigError } from './environment.js'
import { isRecord, parseJson, readText } from './jsonFile.js'

const SETTING = 'INGO_OUTCOMES'
/** A status as Ingo writes it: a number without leading zeros. */
const STATUS = /^(?:0|[1-9][0-9]{0,4})$/

/** Reads the file. Throws ConfigError with one line for each problem: it names the status and the rule. */
export function readOutcomes(file: string): OutcomeMap {
  const text = readText(SETTING, file, { readable: true })
  const content = parseJson(SETTING, text)
  if (!isRecord(content)) {
    throw invalid(['The file must contain one object, { "<status>": { "code": "<code>" } }.'])
  }
  const problems = [
    ...new Set(findDuplicateKeys(text).map(describeDuplicate)),
    ...Object.entries(content).flatMap(([status, entry]) => findProblems(status, entry)),
  ]
  if (problems.length > 0) throw invalid(problems)
  return new Map(Object.entries(content).map(([status, entry]) => [Number(status), entry as Refusal]))
}

function invalid(problems: string[]): ConfigError {
  return new ConfigError(problems.map((problem) => `${SETTING} is invalid. ${problem}`))
}

/** Shows the name only if it is a status, because another name may be anything. */
function label(status = ''): string {
  return STATUS.test(status) ? `Status ${status}` : 'A name'
}

function describeDuplicate([status, ...inside]: string[]): string {
  return inside.length > 0
    ? `${label(status)} has a duplicate name. Remove one of them.`
    : `${label(status)} is a duplicate. Keep one entry for it.`
}

function findProblems(status: string, entry: unknown): string[] {
  const name = label(status)
  if (!STATUS.test(status)) return [`${name} is not a status. Expected a number such as "614".`]
  if (!isMappable(Number(status))) {
    return [
      `${name} keeps its meaning. Only 600 to 899, and numbers in no family of Ingo’s, may be mapped; remove it.`,
    ]
  }
  if (!isRecord(entry)) return [`${name} must have an object, { "code": "<code>" }.`]
  const { code, field, ...others } = entry
  return [
    ...(Object.keys(others).length > 0 ? [`${name} has an unknown name. Expected code and field.`] : []),
    ...(isListed(mappableCodes, code) ? [] : [`${name}: code must be one of ${mappableCodes.join(', ')}.`]),
    ...(field === undefined || isListed(mappableFields, field)
      ? []
      : [`${name}: field must be one of ${mappableFields.join(', ')}.`]),
  ]
}

function isListed(list: readonly string[], value: unknown): boolean {
  return list.some((each) => each === value)
}
