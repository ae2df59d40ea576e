/**
 * The package's declarations, without zod: the package has no dependencies, so it can't import zod's types. A contract
 * file that imports zod is replaced by its exported types, spelled out as the compiler sees them.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { replaceOrThrow, type Replacement } from './replaceOrThrow.js'

/** Comments by the name of an exported type and its property. */
type Texts = Record<string, Record<string, string>>

const MAX_DEPTH = 12
const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: [],
  strict: true,
  skipLibCheck: true,
}

/**
 * Writes the declarations that `entries` reach into `folder`, with their paths below dist. Throws if one
 * imports a package that `isAllowed` rejects. `texts` are comments for types of a schema, which keeps none of its source.
 */
export function writeDeclarations(
  entries: string[],
  folder: string,
  isAllowed: (name: string) => boolean,
  texts: Texts,
): void {
  const program = ts.createProgram(entries, options)
  const checker = program.getTypeChecker()
  const found = new Set(entries.map((entry) => join(process.cwd(), entry)))
  for (const file of found) {
    const source = program.getSourceFile(file)
    if (!source) throw new Error(`${relative('.', file)} is missing.`)
    const text = writeSource(source, checker, texts)
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      if (fileName.startsWith('.')) found.add(join(dirname(file), fileName.replace(/\.js$/, '.d.ts')))
      else if (!isAllowed(fileName))
        throw new Error(
          `${relative('.', file)} imports types of ${fileName}, which is no peer of the package.`,
        )
    }
    const target = join(folder, relative('dist', file))
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, text)
  }
}

function writeSource(source: ts.SourceFile, checker: ts.TypeChecker, texts: Texts): string {
  if (source.text.includes('/demo/simulator/')) return spellOutValues(source, checker)
  return source.text.includes("from 'zod") ? spellOutTypes(source, checker, texts) : source.text
}

function spellOutTypes(source: ts.SourceFile, checker: ts.TypeChecker, texts: Texts): string {
  const aliases = source.statements
    .filter(ts.isTypeAliasDeclaration)
    .filter(({ typeParameters }) => typeParameters === undefined)
  const lines = aliases.map((alias) => {
    const comments = ts.getJSDocCommentsAndTags(alias).map((comment) => `${comment.getText(source)}\n`)
    const type = printType(checker.getTypeAtLocation(alias.name), checker, 0)
    const { text: name } = alias.name
    return `${comments.join('')}export type ${name} = ${addComments(type, texts[name] ?? {})};\n`
  })
  return lines.join('') || 'export {};\n'
}

/** Writes each text above the property of that name, in an object's own properties. A link becomes its words. */
function addComments(type: string, texts: Record<string, string>): string {
  const comments = Object.entries(texts).map(([name, text]): Replacement => {
    const words = text.replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    return [new RegExp(`^(?=  ${name}\\??:)`, 'm'), `  /** ${words.replaceAll('$', '$$$$')} */\n`]
  })
  return replaceOrThrow('a type of the contract', type, comments)
}

/** Exported values whose types are derived from the simulator's whole table. Spelled out, these types are far shorter. */
function spellOutValues(source: ts.SourceFile, checker: ts.TypeChecker): string {
  const lines = source.statements.filter(ts.isVariableStatement).flatMap((statement) => {
    const comments = ts.getJSDocCommentsAndTags(statement).map((comment) => `${comment.getText(source)}\n`)
    return statement.declarationList.declarations.map(({ name }) => {
      const type = printType(checker.getTypeAtLocation(name), checker, 0)
      return `${comments.join('')}export declare const ${name.getText(source)}: ${type};\n`
    })
  })
  return lines.join('')
}

function printType(type: ts.Type, checker: ts.TypeChecker, depth: number): string {
  if (depth > MAX_DEPTH) throw new Error('A type of the contract is recursive: it can’t be spelled out.')
  if (type.isUnion()) return printUnion(type, (part) => printType(part, checker, depth))
  const print = (part: ts.Type) => printType(part, checker, depth + 1)
  if (checker.isArrayType(type) || checker.isTupleType(type)) {
    const elements = checker
      .getTypeArguments(type as ts.TypeReference)
      .map(print)
      .join(', ')
    return checker.isTupleType(type) ? `[${elements}]` : `Array<${elements}>`
  }
  const isObject = type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)
  if (!isObject || type.getCallSignatures().length > 0)
    return checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation)
  const indent = '  '.repeat(depth + 1)
  const indexes = checker
    .getIndexInfosOfType(type)
    .map((info) => `${indent}[name: ${print(info.keyType)}]: ${print(info.type)};\n`)
  const properties = type.getProperties().map((symbol) => {
    const mark = symbol.flags & ts.SymbolFlags.Optional ? '?' : ''
    const name = /^[a-z_$][\w$]*$/i.test(symbol.name) ? symbol.name : JSON.stringify(symbol.name)
    return `${printComment(symbol, checker, indent)}${indent}${name}${mark}: ${print(checker.getTypeOfSymbol(symbol))};\n`
  })
  return `{\n${[...indexes, ...properties].join('')}${'  '.repeat(depth)}}`
}

/** The compiler sees `boolean` as `true | false`. */
function printUnion(type: ts.UnionType, print: (part: ts.Type) => string): string {
  const isBoolean = (part: ts.Type) => (part.flags & ts.TypeFlags.BooleanLiteral) !== 0
  const booleans = type.types.filter(isBoolean)
  const others = type.types.filter((part) => booleans.length < 2 || !isBoolean(part))
  return [...others.map(print), ...(booleans.length === 2 ? ['boolean'] : [])].join(' | ')
}

function printComment(symbol: ts.Symbol, checker: ts.TypeChecker, indent: string): string {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker))
  return text ? `${indent}/** ${text.replaceAll('\n', `\n${indent} * `)} */\n` : ''
}
