/** Links in the documents have a target, and each threat names its control and its test. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

const repository = join(import.meta.dirname, '../..')
const documents = [
  ...readdirSync(repository),
  ...readdirSync(join(repository, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) =>
    join('docs', name),
  ),
].filter((name) => name.endsWith('.md'))

/** The anchor that GitHub gives a heading. */
function headingAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')
}

it.each(documents)('%s has no dead link', (document) => {
  const text = readFileSync(join(repository, document), 'utf8')
  const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)]
  const dead = links.filter(([, path = '', anchor]) => {
    const file = path === '' ? join(repository, document) : join(repository, dirname(document), path)
    if (!existsSync(file)) return true
    if (anchor === undefined) return false
    const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)]
    return !headings.some(([, heading = '']) => headingAnchor(heading) === anchor)
  })
  expect(dead.map(([link]) => link)).toEqual([])
})

const THREATS = [
  ...['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T8', 'T9', 'T10', 'T11', 'T12', 'T13', 'T14', 'T15', 'T16'],
  ...['T18', 'T19', 'T20', 'T21', 'T22', 'T23', 'T24', 'T25', 'T26', 'T28', 'T29', 'T30'],
  ...['T31', 'T32', 'T33', 'T34', 'T35'],
]

/** The titles of a file's tests, and of the rows of its tables. Read from the syntax tree, so comments don't count. */
function testTitles(path: string): string[] {
  const titles: string[] = []
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest)
  function visit(node: ts.Node): void {
    if (ts.isCallExpression(node) && ['it', 'test'].includes(calledName(node.expression))) {
      titles.push(literalText(node.arguments[0]))
    }
    if (ts.isArrayLiteralExpression(node)) titles.push(...node.elements.map(rowTitle))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return titles
}

/** The first name of `it`, `it.each(…)` or `test.only`. */
function calledName(node: ts.Expression): string {
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) return calledName(node.expression)
  return ts.isIdentifier(node) ? node.text : ''
}

/** The title in a row of a table: `['title', …]` or `{ name: 'title', … }`. */
function rowTitle(row: ts.Expression): string {
  if (ts.isArrayLiteralExpression(row)) return literalText(row.elements[0])
  if (!ts.isObjectLiteralExpression(row)) return ''
  const name = row.properties
    .filter(ts.isPropertyAssignment)
    .find((each) => literalText(each.name) === 'name')
  return literalText(name?.initializer)
}

/** The text of a string. The expressions of a template become `…`. */
function literalText(node?: ts.Node): string {
  if (!node) return ''
  if (ts.isStringLiteralLike(node) || ts.isIdentifier(node)) return node.text
  if (!ts.isTemplateExpression(node)) return ''
  return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('')
}

it('every threat in docs/evidence/threats.md links a control and an existing test by its title', () => {
  const text = readFileSync(join(repository, 'docs/evidence/threats.md'), 'utf8')
  const rows = [...text.matchAll(/^\| (T\d+) +\|[^|]+\|([^|]+)\|([^|]+)\|$/gm)]
  expect(rows.map(([, name]) => name)).toEqual(THREATS)
  for (const [, name = '', control = '', tests = ''] of rows) {
    expect(control, name).toMatch(/\]\(/)
    const links = [...tests.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)]
    expect(links.length, name).toBeGreaterThan(0)
    for (const [, title = '', path = ''] of links) {
      expect(path, name).toMatch(/\.(test|spec|fuzz|case)\.tsx?$/)
      expect(testTitles(join(repository, 'docs/evidence', path)), `${name}: ${path}`).toContain(title)
    }
  }
})
