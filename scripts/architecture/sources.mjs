// Reads the sources of a folder: their text, their syntax tree, and what each one imports.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path/posix'
import ts from 'typescript'

const IGNORED = new Set(['node_modules', 'dist', 'test-results', 'playwright-report'])
const SOURCE = /\.(?:tsx?|m?js)$/

/**
 * @typedef {{ file: string, text: string, tree: ts.SourceFile, imports: Import[] }} Source
 * @typedef {{ target: string, line: number, isType: boolean, isPackage: boolean }} Import `target` is a path in the
 * folder, or a package as it is written.
 */

/** The files of a folder whose path matches, as paths with slashes. Build output and hidden folders are left out. */
export function listFiles(root, pattern, folder = '') {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory())
      return IGNORED.has(entry.name) || entry.name.startsWith('.') ? [] : listFiles(root, pattern, path)
    return pattern.test(path) ? [path] : []
  })
}

/** @returns {Source[]} */
export function readSources(root) {
  return listFiles(root, SOURCE).map((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
    return { file, text, tree, imports: readImports(root, file, tree) }
  })
}

/** The line of a node, as editors count. */
export function lineNumber(tree, node) {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
}

function readImports(root, file, tree) {
  const imports = []
  function visit(node) {
    const specifier = importedSpecifier(node)
    if (specifier) {
      const isPackage = !specifier.startsWith('.')
      const target = isPackage ? specifier : resolvePath(root, file, specifier)
      imports.push({ target, line: lineNumber(tree, node), isType: isTypeImport(node), isPackage })
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return imports
}

/** Type imports count as much as value imports: `import type`, `export … from`, `import()` of a value or a type. */
function importedSpecifier(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier?.text
  if (ts.isImportTypeNode(node)) return node.argument.literal?.text
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return node.arguments[0]?.text
  return undefined
}

/** `import { type A }` does not count: with `verbatimModuleSyntax` it still loads the file. */
function isTypeImport(node) {
  if (ts.isImportTypeNode(node)) return true
  return Boolean(ts.isExportDeclaration(node) ? node.isTypeOnly : node.importClause?.isTypeOnly)
}

/** Resolves a compiled file in dist/ to its source. */
function resolvePath(root, file, specifier) {
  const path = join(dirname(file), specifier).replace(/^dist\//, '')
  const stem = path.replace(/\.js$/, '')
  const candidates = [`${stem}.ts`, `${stem}.tsx`, path]
  return candidates.find((candidate) => existsSync(join(root, candidate))) ?? path
}
