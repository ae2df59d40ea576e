// Two rules on functions: how long they may be, and how they are named.
import ts from 'typescript'
import { MAX_FILE_LINES, MAX_FUNCTION_LINES } from './rooms.mjs'
import { lineNumber } from './sources.mjs'

const PREPOSITIONS =
  'About After Against At Before Behind Beside By For From In Into Of Off On Out Since Through To Under Until Up With Without'
const ENDS_IN_PREPOSITION = new RegExp(`[a-z](${PREPOSITIONS.replaceAll(' ', '|')})$`)

/** @returns every function of a source: its node, its length in lines, and its name or that of what it is assigned to. */
export function listFunctions({ tree }) {
  const functions = []
  function visit(node) {
    if (ts.isFunctionLike(node) && node.body) {
      const lines = tree.getLineAndCharacterOfPosition(node.end).line + 2 - lineNumber(tree, node)
      functions.push({ name: functionName(node), line: lineNumber(tree, node), lines, node })
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return functions
}

function functionName(node) {
  return (node.name ?? node.parent.name)?.getText() ?? 'a function without a name'
}

/** One violation for each function that is too long. */
export function longFunctions(sources) {
  return sources.flatMap((source) =>
    listFunctions(source)
      .filter(({ lines, node }) => lines > MAX_FUNCTION_LINES && !isSuite(node))
      .map(({ name, line, lines }) => ({
        file: source.file,
        line,
        rule: `${name} has ${lines} lines: a function has at most ${MAX_FUNCTION_LINES}`,
        fix: 'split it by behavior',
      })),
  )
}

/** A function that registers tests: the callback of `describe`, or a suite that several files share. */
function isSuite({ body }) {
  return Boolean(body.statements?.some((statement) => /^(describe|it|test)\b.*\(/.test(statement.getText())))
}

/** One violation for each file that is too long. */
export function longFiles(sources) {
  return sources
    .map(({ file, text }) => ({ file, lines: countLines(text) }))
    .filter(({ lines }) => lines > MAX_FILE_LINES)
    .map(({ file, lines }) => ({
      file,
      line: MAX_FILE_LINES + 1,
      rule: `has ${lines} lines: a file has at most ${MAX_FILE_LINES}`,
      fix: 'split it by behavior',
    }))
}

/** Counts lines as editors and `wc` do: a line end at the end of the file starts no other line. */
export function countLines(text) {
  return text.replace(/\n$/, '').split('\n').length
}

/** Names that end in a preposition because a term does: the header `Retry-After`. */
const ENDS_IN_TERM = /RetryAfter$/

/** One violation for each function whose name ends in a preposition (`secondsOf`). */
export function prepositionNames(sources) {
  return sources.flatMap(({ file, tree }) => {
    const found = []
    function visit(node) {
      const name = isFunctionName(node) ? node.name.text : ''
      if (ENDS_IN_PREPOSITION.test(name) && !ENDS_IN_TERM.test(name))
        found.push({
          file,
          line: lineNumber(tree, node.name),
          rule: `${name}: a function's name does not end in a preposition`,
          fix: 'name it by a verb (`parseOrigin`), by what it returns (`participantIds`), or `toX`',
        })
      ts.forEachChild(node, visit)
    }
    visit(tree)
    return found
  })
}

/** Whether the name is that of a function, or of a variable, property or parameter that holds one. */
function isFunctionName(node) {
  if (!node.name || !ts.isIdentifier(node.name)) return false
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isMethodSignature(node))
    return true
  const value = node.initializer
  if (value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value))) return true
  return Boolean(node.type && ts.isFunctionTypeNode(node.type))
}
