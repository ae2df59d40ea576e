/** What the documents point at is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

const repository = join(import.meta.dirname, '../..')
const documents = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(join(repository, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** As the pages of repositories name a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')
}

it.each(documents)('%s: every link leads somewhere', (document) => {
  const text = readFileSync(join(repository, document), 'utf8')
  const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)]
  const dead = links.filter(([, path = '', anchor]) => {
    const file = path === '' ? join(repository, document) : join(repository, dirname(document), path)
    if (!existsSync(file)) return true
    if (anchor === undefined) return false
    const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)]
    return !headings.some(([, heading = '']) => anchorOf(heading) === anchor)
  })
  expect(dead.map(([link]) => link)).toEqual([])
})

const THREATS = [
  ...['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T8', 'T9', 'T10', 'T11', 'T12', 'T13', 'T14', 'T15', 'T16'],
  ...['T18', 'T19', 'T20', 'T21', 'T22', 'T23', 'T24', 'T25', 'T26', 'T28', 'T29', 'T30'],
]

/** The names of a file's tests, and of the rows of its tables, as its code has them: no comment is one. */
function testsIn(path: string): string[] {
  const names: string[] = []
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest)
  function visit(node: ts.Node): void {
    if (ts.isCallExpression(node) && ['it', 'test'].includes(rootOf(node.expression))) {
      names.push(nameIn(node.arguments[0]))
    }
    if (ts.isArrayLiteralExpression(node)) names.push(...node.elements.map(rowIn))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return names
}

/** Of `it`, `it.each(…)` or `test.only`: the first word. */
function rootOf(node: ts.Expression): string {
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) return rootOf(node.expression)
  return ts.isIdentifier(node) ? node.text : ''
}

/** `['its name', …]` or `{ name: 'its name', … }`. */
function rowIn(row: ts.Expression): string {
  if (ts.isArrayLiteralExpression(row)) return nameIn(row.elements[0])
  if (!ts.isObjectLiteralExpression(row)) return ''
  const name = row.properties.filter(ts.isPropertyAssignment).find((each) => nameIn(each.name) === 'name')
  return nameIn(name?.initializer)
}

/** What is put in by the code is three dots. */
function nameIn(node?: ts.Node): string {
  if (!node) return ''
  if (ts.isStringLiteralLike(node) || ts.isIdentifier(node)) return node.text
  if (!ts.isTemplateExpression(node)) return ''
  return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('')
}

it('a test’s name is found in its code, and nowhere else', () => {
  const names = testsIn(import.meta.filename)
  expect(names).toContain('a test’s name is found in its code, and nowhere else')
  expect(names).toContain('%s: every link leads somewhere')
  expect(names).not.toContain('its name')
  expect(names).not.toContain('docs/security.md')
})

it('every threat has a control, and a test that goes by the name that is given', () => {
  const text = readFileSync(join(repository, 'docs/security.md'), 'utf8')
  const rows = [...text.matchAll(/^\| (T\d+) +\|[^|]+\|([^|]+)\|([^|]+)\|$/gm)]
  expect(rows.map(([, name]) => name)).toEqual(THREATS)
  for (const [, name = '', control = '', tests = ''] of rows) {
    expect(control, name).toMatch(/\]\(/)
    const links = [...tests.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)]
    expect(links.length, name).toBeGreaterThan(0)
    for (const [, title = '', path = ''] of links) {
      expect(path, name).toMatch(/\.(test|spec|fuzz|case)\.tsx?$/)
      expect(testsIn(join(repository, 'docs', path)), `${name}: ${path}`).toContain(title)
    }
  }
})
