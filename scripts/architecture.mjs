// `npm run architecture [folder]`: prints each room (a folder or a file of the architecture) with its size. Fails on
// broken rules, and prints file and line, the rule and the fix. Rooms and allowed imports are in
// architecture/rooms.mjs.
import { join } from 'node:path'
import { countLines, longFiles, longFunctions, prepositionNames } from './architecture/functions.mjs'
import { forbiddenImports, importCycles, isTest, roomName } from './architecture/imports.mjs'
import { MAX_FILE_LINES, MAX_FUNCTION_LINES, rooms } from './architecture/rooms.mjs'
import { readSources } from './architecture/sources.mjs'
import { vagueWords } from './architecture/words.mjs'

const root = process.argv[2] ?? join(import.meta.dirname, '..')
const checks = {
  'import cycles': importCycles,
  'imports against the table': forbiddenImports,
  [`functions over ${MAX_FUNCTION_LINES} lines`]: longFunctions,
  [`files over ${MAX_FILE_LINES} lines`]: longFiles,
  'function names that end in a preposition': prepositionNames,
  'vague words': () => vagueWords(root),
}

function print(line) {
  process.stdout.write(`${line}\n`)
}

/** One row: the production files of a room. Tests count apart: they do not make a room harder to read. */
function roomRow(name, sources) {
  const own = sources.filter(({ file }) => roomName(file) === name)
  const production = own.filter(({ file }) => !isTest(file))
  const sizes = production
    .map(({ file, text }) => ({ file, lines: countLines(text) }))
    .sort((one, other) => one.lines - other.lines)
  const largest = sizes.at(-1)
  return [
    name,
    sizes.length,
    sizes.reduce((total, { lines }) => total + lines, 0),
    sizes[Math.floor(sizes.length / 2)]?.lines ?? 0,
    largest ? `${largest.lines} ${largest.file.slice(largest.file.lastIndexOf('/') + 1)}` : '',
    own.length - production.length,
  ]
}

function printTable(heads, rows) {
  const widths = heads.map((_, column) =>
    Math.max(...[heads, ...rows].map((row) => String(row[column]).length)),
  )
  for (const row of [heads, ...rows]) {
    const cells = row.map((cell, column) =>
      typeof cell === 'number' ? String(cell).padStart(widths[column]) : cell.padEnd(widths[column]),
    )
    print(cells.join('  ').trimEnd())
  }
}

const sources = readSources(root)
printTable(
  ['room', 'files', 'lines', 'median', 'largest', 'tests'],
  Object.keys(rooms).map((name) => roomRow(name, sources)),
)
print('')
const found = Object.entries(checks).map(([title, check]) => ({ title, violations: check(sources) }))
for (const { title, violations } of found) print(`${title}: ${violations.length}`)
const violations = found.flatMap(({ violations }) => violations)
for (const { file, line, rule, fix } of violations) {
  process.stderr.write(`${file}:${line}: ${rule}. Fix: ${fix}.\n`)
}
if (violations.length > 0) process.exitCode = 1
