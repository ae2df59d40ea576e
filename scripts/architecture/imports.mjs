// Two rules on imports: a room imports only what the table allows, and no file imports itself,
// directly or by way of others.
import { closedRooms, rooms } from './rooms.mjs'

const TABLE = 'scripts/architecture/rooms.mjs'
const names = Object.keys(rooms).sort((one, other) => other.length - one.length)

/** The room of a file: the longest path of the table that contains it. Files at the top belong to `scripts`. */
export function roomName(file) {
  if (!file.includes('/')) return 'scripts'
  return names.find((name) => file === name || file.startsWith(`${name}/`))
}

/** Tests, and helpers that only tests use. */
export function isTest(file) {
  return /\.(test|case|spec|bench|fuzz)\.tsx?$/.test(file) || file.includes('/testing/')
}

/** Resolves a name in the table. Without its folder, it is the name of a room inside this one or beside it. */
function resolveRoom(room, word) {
  const beside = room.slice(0, room.lastIndexOf('/') + 1)
  return [`${room}/${word}`, `${beside}${word}`, word].find((name) => name in rooms) ?? word
}

/** @returns what a room may import: `{ rooms, types, packages }`, each a set of names. */
export function parseRow(room) {
  const row = { rooms: new Set([room]), types: new Set(), packages: new Set() }
  for (const word of rooms[room].split(' ')) {
    const [, kind, name] = /^(?:(type|npm):)?(.+)$/.exec(word)
    if (kind === 'npm') row.packages.add(name)
    else (kind === 'type' ? row.types : row.rooms).add(resolveRoom(room, name))
  }
  return row
}

/** Which imports the table forbids. Tests may import everything, except in a closed room. */
export function forbiddenImports(sources) {
  return sources.flatMap(({ file, imports }) => {
    const room = roomName(file)
    if (isTest(file) && !closedRooms.includes(room)) return []
    if (!room)
      return [{ file, line: 1, rule: 'is in no room', fix: `move it into one, or add it to ${TABLE}` }]
    const row = parseRow(room)
    return imports.flatMap((one) => {
      const problem = importProblem(file, room, row, one)
      return problem ? [{ file, line: one.line, ...problem }] : []
    })
  })
}

function importProblem(file, room, row, { target, isType, isPackage }) {
  if (isPackage) return packageProblem(room, row, target)
  // The table is about code: style sheets and data may be imported from anywhere.
  const isCode = /\.(?:tsx?|m?js)$/.test(target)
  if (row.rooms.has('*') || !isCode) return undefined
  if (isTest(target) && !isTest(file)) {
    const rule = `imports ${target}, a test: production code imports no test`
    return { rule, fix: 'move what both need into a production file' }
  }
  const to = roomName(target)
  if (to === undefined || row.rooms.has(to) || (isType && row.types.has(to))) return undefined
  if (row.types.has(to)) {
    const rule = `imports a value from ${target}: ${room} may import only types from ${to}`
    return { rule, fix: 'use `import type`' }
  }
  const allowed = [...row.rooms].filter((name) => name !== room).join(', ') || 'no other room'
  const rule = `imports ${target}: ${room} may import ${allowed}`
  return {
    rule,
    fix: `move what both need to a lower room, or pass it as an argument (the table is ${TABLE})`,
  }
}

function packageProblem(room, { packages }, target) {
  if (packages.has('*') || packages.has(target)) return undefined
  const rule = `imports the package ${target}: ${room} may import ${[...packages].join(', ') || 'no package'}`
  return { rule, fix: `use what is there, or add it to ${TABLE} and give its size in the commit` }
}

/** One violation for each group of files that import each other, with a shortest cycle. Type imports count. */
export function importCycles(sources) {
  const graph = new Map(sources.map(({ file, imports }) => [file, imports]))
  const groups = cyclicGroups(graph)
  return groups.map((group) => {
    const [start] = [...group].sort()
    const path = shortestCycle(graph, group, start)
    const { line } = graph.get(start).find(({ target }) => target === (path[1] ?? start))
    return {
      file: start,
      line,
      rule: `is in an import cycle of ${group.size} files: ${path.join(' → ')}`,
      fix: 'move what both sides need into a file of its own that imports neither',
    }
  })
}

/** Tarjan's algorithm: the strongly connected components with more than one file, or a file that imports itself. */
function cyclicGroups(graph) {
  const [indexes, lows, stack, groups] = [new Map(), new Map(), [], []]
  function visit(file) {
    indexes.set(file, indexes.size)
    lows.set(file, indexes.get(file))
    stack.push(file)
    for (const { target } of graph.get(file)) {
      if (!graph.has(target)) continue
      if (!indexes.has(target)) visit(target)
      if (stack.includes(target)) lows.set(file, Math.min(lows.get(file), lows.get(target)))
    }
    if (lows.get(file) !== indexes.get(file)) return
    const group = new Set(stack.splice(stack.indexOf(file)))
    if (group.size > 1 || graph.get(file).some(({ target }) => target === file)) groups.push(group)
  }
  for (const file of graph.keys()) if (!indexes.has(file)) visit(file)
  return groups
}

/** Breadth-first search from a file back to itself, inside its group. */
function shortestCycle(graph, group, start) {
  const queue = [[start]]
  const seen = new Set()
  for (const path of queue) {
    for (const { target } of graph.get(path.at(-1))) {
      if (target === start) return [...path, start]
      if (!group.has(target) || seen.has(target)) continue
      seen.add(target)
      queue.push([...path, target])
    }
  }
  return [start]
}
