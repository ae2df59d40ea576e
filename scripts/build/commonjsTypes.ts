/** Lists an entry's exports from the compiler's declarations, and writes its declarations for CommonJS. */
import { join } from 'node:path'
import ts from 'typescript'

type Export = { name: string; isValue: boolean; isType: boolean }

/** `entry` is the path of a declaration file of the compiler's. */
function listExports(entry: string): Export[] {
  const program = ts.createProgram([entry], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
    skipLibCheck: true,
  })
  const checker = program.getTypeChecker()
  const file = program.getSourceFile(join(process.cwd(), entry))
  const source = file && checker.getSymbolAtLocation(file)
  // A module without exports, such as one that only declares an element, has no symbol.
  const exports = source ? checker.getExportsOfModule(source) : []
  return exports.map((exported) => {
    const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0
    const { flags } = isAlias ? checker.getAliasedSymbol(exported) : exported
    const has = (kind: ts.SymbolFlags) => (flags & kind) !== 0
    return { name: exported.name, isValue: has(ts.SymbolFlags.Value), isType: has(ts.SymbolFlags.Type) }
  })
}

/** The names of the entry's functions, classes and constants. */
export function listValues(entry: string): string[] {
  return listExports(entry).flatMap(({ name, isValue }) => (isValue ? [name] : []))
}

/**
 * The declarations of an entry for CommonJS: they refer to those for ES modules, so that a program that uses both has one
 * set of types and declares each global once. `path` is the published file as seen from the result. Consumers need
 * TypeScript 5.3 for the attribute `resolution-mode`.
 */
export function writeCommonjsTypes(entry: string, path: string): string {
  const from = `from '${path.replace(/\.d\.ts$/, '.js')}' with { 'resolution-mode': 'import' };\n`
  const lines = listExports(entry)
    .filter(({ isValue }) => isValue)
    .map(({ name, isType }) => {
      const type = isType ? `export type ${name} = entry.${name};\n` : ''
      return `export declare const ${name}: typeof entry.${name};\n${type}`
    })
  return `export type * ${from}import type * as entry ${from}${lines.join('')}`
}
