/** What the documents point at is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const repository = join(import.meta.dirname, '..')
const documents = [
  'README.md',
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
      expect(readFileSync(join(repository, 'docs', path), 'utf8'), `${name}: ${path}`).toContain(title)
    }
  }
})
