/** `npm run architecture`, run on a small source tree that follows every rule, and on one that breaks each rule once. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, it } from 'vitest'

const repository = join(import.meta.dirname, '../..')

type Tree = Record<string, string>

const functionOf60Lines = `export function long() {\n${'\n'.repeat(58)}}\n`
const correct: Tree = {
  'contract/card.ts': `import * as z from 'zod/mini'\nexport type Card = string\nexport const card = z\n`,
  'widget/protocol/messages.ts': `import type { Card } from '../../contract/card.js'\nexport type Message = Card\n`,
  'server/captures/captures.ts': `import { sign } from '../gateway/sign.js'\nexport const create = () => sign()\n`,
  'server/gateway/sign.ts': `export type Signature = string\nexport const sign = (): Signature => ''\n`,
  'server/gateway/sign.test.ts': `import { create } from '../captures/captures.js'\nit('signs', create)\n`,
  'demo/simulator/gateway.ts': `export const reply = 100\n`,
  'demo/simulator/client.case.ts': `export { reply } from './gateway.js'\n`,
  'demo/simulator/gateway.test.ts': `import { reply } from './client.case.js'\nit('replies', () => reply)\n`,
  'server/gateway/retry.ts': functionOf60Lines,
  'server/gateway/retry.test.ts': `describe('retry', () => {\n  it('waits', () => 1)\n${'\n'.repeat(60)}})\n`,
}

const broken: { title: string; files: Tree; error: RegExp }[] = [
  {
    title: 'a cycle of values',
    files: {
      'server/store/a.ts': `\nimport { b } from './b.js'\nexport const a = () => b\n`,
      'server/store/b.ts': `import { a } from './a.js'\nexport const b = () => a\n`,
    },
    error: /^server\/store\/a\.ts:2: is in an import cycle of 2 files: .+a\.ts → .+b\.ts → .+a\.ts\. Fix: /,
  },
  {
    title: 'a cycle of types',
    files: {
      'server/store/c.ts': `import type { D } from './d.js'\nexport type C = D\n`,
      'server/store/d.ts': `export type D = import('./c.js').C | string\n`,
    },
    error: /^server\/store\/c\.ts:1: is in an import cycle of 2 files: .+c\.ts → .+d\.ts → .+c\.ts\. Fix: /,
  },
  {
    title: 'a file that imports itself',
    files: { 'server/store/e.ts': `export type { E as Other } from './e.js'\nexport type E = string\n` },
    error: /^server\/store\/e\.ts:1: is in an import cycle of 1 files: /,
  },
  {
    title: 'an import against the table',
    files: { 'server/gateway/client.ts': `import { create } from '../captures/captures.js'\nvoid create\n` },
    error:
      /^server\/gateway\/client\.ts:1: imports server\/captures\/captures\.ts: server\/gateway may import /,
  },
  {
    title: 'a type import against the table',
    files: { 'contract/sign.ts': `export type { Signature } from '../server/gateway/sign.js'\n` },
    error:
      /^contract\/sign\.ts:1: imports server\/gateway\/sign\.ts: contract may import no other room\. Fix: /,
  },
  {
    title: 'a value from a room of which only types may be imported',
    files: { 'widget/protocol/card.ts': `export { card } from '../../contract/card.js'\n` },
    error:
      /^widget\/protocol\/card\.ts:1: imports a value from contract\/card\.ts: .+ only types from contract/,
  },
  {
    title: 'a package that the table does not name',
    files: { 'contract/expiry.ts': `import * as z from 'zod'\nexport const expiry = z\n` },
    error:
      /^contract\/expiry\.ts:1: imports the package zod: contract may import zod\/mini, card-validator\/dist\/luhn-10\.js\. Fix: /,
  },
  {
    title: 'a test that production code imports',
    files: { 'server/http/app.ts': `import '../testing/app.case.js'\n`, 'server/testing/app.case.ts': '' },
    error: /^server\/http\/app\.ts:1: imports server\/testing\/app\.case\.ts, a test: /,
  },
  {
    title: 'a test of the simulator that imports the contract',
    files: { 'demo/simulator/card.test.ts': `import { card } from '../../contract/card.js'\nvoid card\n` },
    error:
      /^demo\/simulator\/card\.test\.ts:1: imports contract\/card\.ts: demo\/simulator may import no other/,
  },
  {
    title: 'a test helper of the simulator that imports a type of the server',
    files: {
      'demo/simulator/sign.case.ts': `export type { Signature } from '../../server/gateway/sign.js'\n`,
    },
    error:
      /^demo\/simulator\/sign\.case\.ts:1: imports server\/gateway\/sign\.ts: demo\/simulator may import no/,
  },
  {
    title: 'a file in no room',
    files: { 'server/helpers/text.ts': '' },
    error: /^server\/helpers\/text\.ts:1: is in no room\. Fix: /,
  },
  {
    title: 'a function of 61 lines',
    files: { 'server/limits/long.ts': `\n${functionOf60Lines.replace('\n', '\n\n')}` },
    error: /^server\/limits\/long\.ts:2: long has 61 lines: a function has at most 60\. Fix: /,
  },
  {
    title: 'a file of 201 lines',
    files: { 'server/limits/longFile.ts': '\n'.repeat(201) },
    error: /^server\/limits\/longFile\.ts:201: has 201 lines: a file has at most 200\. Fix: /,
  },
  {
    title: 'a function name that ends in a preposition',
    files: { 'server/limits/seconds.ts': `\nexport const secondsOf = () => 1\n` },
    error:
      /^server\/limits\/seconds\.ts:2: secondsOf: a function's name does not end in a preposition\. Fix: /,
  },
  {
    title: 'a vague word in a document',
    files: { 'docs/capture.md': `# Capture\n\nWhat the page was told.\n` },
    error: /^docs\/capture\.md:3: "told" hides its subject\. Fix: /,
  },
]

/** Runs the command on a tree: its exit code, and the lines of its error output. */
async function architecture(tree: Tree): Promise<{ code: number; errors: string[] }> {
  const root = await mkdtemp(join(tmpdir(), 'architecture-'))
  for (const [file, text] of Object.entries(tree)) {
    await mkdir(join(root, dirname(file)), { recursive: true })
    await writeFile(join(root, file), text)
  }
  try {
    await promisify(execFile)(process.execPath, [join(repository, 'scripts/architecture.mjs'), root])
    return { code: 0, errors: [] }
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string }
    return { code, errors: stderr.trim().split('\n') }
  } finally {
    await rm(root, { recursive: true })
  }
}

let report = { code: 0, errors: [''] }

beforeAll(async () => {
  const planted = broken.map(({ files }) => files)
  report = await architecture(Object.assign({}, correct, ...planted) as Tree)
})

it('passes a tree that follows the rules', async () => {
  expect(await architecture(correct)).toEqual({ code: 0, errors: [] })
})

it.each(broken)('reports $title: its file and line, the rule and the fix', ({ error }) => {
  expect(report.errors.filter((line) => error.test(line))).toHaveLength(1)
})

it('fails, and reports nothing else', () => {
  expect(report.code).toBe(1)
  expect(report.errors).toHaveLength(broken.length)
})

type Row = { rooms: Set<string>; types: Set<string> }
const { rooms } = (await import(join(repository, 'scripts/architecture/rooms.mjs'))) as { rooms: Tree }
const { parseRow } = (await import(join(repository, 'scripts/architecture/imports.mjs'))) as {
  parseRow: (room: string) => Row
}

it('has no row for a room that is gone', () => {
  expect(Object.keys(rooms).filter((room) => !existsSync(join(repository, room)))).toEqual([])
})

it('names only rooms that exist, and lets no room import itself by way of others', () => {
  const arrows = new Map(Object.keys(rooms).map((room) => [room, imported(parseRow(room), room)]))
  let left = [...arrows.keys()]
  // Take away the rooms that import none of the rest, until the rest is empty or in a cycle.
  for (let size = Infinity; left.length < size;) {
    size = left.length
    left = left.filter((room) => arrows.get(room)?.some((other) => left.includes(other)))
  }
  expect(left).toEqual([])
  expect([...arrows.values()].flat().filter((room) => !(room in rooms))).toEqual([])
})

function imported({ rooms, types }: Row, room: string): string[] {
  return [...rooms, ...types].filter((other) => other !== room && other !== '*')
}
