/** `INGO_OUTCOMES`: what the file may contain, and what it changes. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import {
  json,
  ORIGIN,
  SECRET_KEY,
  environment,
  readResponse,
  startApp,
  startGateway,
} from '../testing/app.case.js'
import { checkSession, ownCheck } from '../testing/check.case.js'
import { merchantsFile, shops, temporaryFolder } from '../testing/merchantsFile.case.js'
import { capture, sleep, startNode, unlimited } from '../testing/serveProcess.case.js'
import { createSession } from 'ingo-capture/backend'
import { parseConfig } from './config.js'
import { ConfigError, type Environment } from './environment.js'

/** Writes the file; returns the setting that names it. */
function writeOutcomes(content: unknown, file = join(temporaryFolder(), 'outcomes.json')) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return { INGO_OUTCOMES: file }
}

function collectProblems(settings: Environment): string[] {
  try {
    parseConfig({ ...environment, ...settings })
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

/** What a page gets when the gateway responds with the status. */
async function respond(status: number, settings: Environment, session = {}, content?: unknown) {
  const gateway = await startGateway(json(() => ({ status, client_message: 'Ingo’s own text' })))
  const { open } = startApp({ INGO_URL: gateway.url, ...settings })
  const response = await readResponse((await open(session)).capture(content))
  return { ...response, calls: gateway.received.length }
}

it('replaces the code and the field of a status', async () => {
  const settings = writeOutcomes({
    614: { code: 'limit_exceeded' },
    761: { code: 'cvv_invalid', field: 'cvv' },
  })
  expect(await respond(614, {})).toMatchObject({ code: 'field_rejected' })
  expect(await respond(614, settings)).toMatchObject({ code: 'limit_exceeded' })
  expect(await respond(761, settings)).toMatchObject({ code: 'cvv_invalid', field: 'cvv' })
  expect(await respond(615, settings)).toMatchObject({ code: 'field_rejected' })
})

it('maps a number in no family to a refusal, so that the request is not repeated', async () => {
  const settings = writeOutcomes({ 5001: { code: 'card_declined' }, 0: { code: 'under_review' } })
  expect(await respond(5001, {})).toMatchObject({ code: 'outcome_unknown', calls: 3 })
  expect(await respond(5001, settings)).toMatchObject({ code: 'card_declined', calls: 1 })
  expect(await respond(0, settings)).toMatchObject({ code: 'under_review', calls: 1 })
})

it('leaves the card’s field out of a check’s refusal', async () => {
  const settings = writeOutcomes({ 753: { code: 'field_rejected', field: 'recipient_city' } })
  expect(await respond(753, settings)).toMatchObject({ code: 'field_rejected', field: 'recipient_city' })
  const check = await respond(753, settings, checkSession, ownCheck)
  expect(check).toMatchObject({ code: 'field_rejected' })
  expect(check).not.toHaveProperty('field')
})

const declined = { code: 'card_declined' }

it.each<[string, unknown, string]>([
  ['no JSON', '{ marked', 'The file is not valid JSON'],
  ['a list', [declined], 'The file must contain one object'],
  [
    'a status twice',
    '{"614":{"code":"card_declined"},"614":{"code":"limit_exceeded"}}',
    'Status 614 is a duplicate',
  ],
  [
    'a status twice, once escaped',
    '{"614":{"code":"card_declined"},"61\\u0034":{"code":"card_declined"}}',
    'Status 614 is a duplicate',
  ],
  [
    'a code twice',
    '{"614":{"code":"card_declined","code":"limit_exceeded"}}',
    'Status 614 has a duplicate name',
  ],
  ['a success', { 100: declined }, 'Status 100 keeps its meaning'],
  ['130', { 130: declined }, 'Status 130 keeps its meaning'],
  ['a 4xx', { 402: declined }, 'Status 402 keeps its meaning'],
  ['a 5xx', { 599: declined }, 'Status 599 keeps its meaning'],
  ['a 9xx', { 900: declined }, 'Status 900 keeps its meaning'],
  ['a leading zero', { '0614': declined }, 'A name is not a status'],
  ['a negative number', { '-1': declined }, 'A name is not a status'],
  ['a name that is no number', { marked: declined }, 'A name is not a status'],
  ['__proto__', '{"__proto__":{"code":"card_declined"}}', 'A name is not a status'],
  ['no object', { 614: 'card_declined' }, 'Status 614 must have an object'],
  ['no code', { 614: {} }, 'Status 614: code must be one of card_number_invalid, '],
  ['an unknown code', { 614: { code: 'marked' } }, 'Status 614: code must be one of card_number_invalid, '],
  [
    'a code that is no refusal',
    { 614: { code: 'gateway_misconfigured' } },
    'Status 614: code must be one of ',
  ],
  [
    'an unknown field',
    { 614: { ...declined, field: 'marked' } },
    'Status 614: field must be one of account, ',
  ],
  ['null as a field', { 614: { ...declined, field: null } }, 'Status 614: field must be one of account, '],
  ['an unknown name', { 614: { ...declined, marked: 1 } }, 'Status 614 has an unknown name'],
])('rejects a file with %s in one line, without the value', (_name, content, rule) => {
  const [problem = '', ...more] = collectProblems(writeOutcomes(content))
  expect(problem).toContain(`INGO_OUTCOMES is invalid. ${rule}`)
  expect(problem).not.toMatch(/marked|\n/)
  expect(more).toEqual([])
})

it('reports a file that cannot be read, every problem of a file, and the merchant', () => {
  expect(collectProblems({ INGO_OUTCOMES: '/nowhere/marked' })).toEqual([
    'INGO_OUTCOMES is invalid. The file does not exist. Check the path, and that it is mounted.',
  ])
  expect(collectProblems({ INGO_OUTCOMES: import.meta.dirname })).toEqual([
    'INGO_OUTCOMES is invalid. It is a folder. Name the file in it.',
  ])
  const settings = writeOutcomes({ 100: declined, 614: { code: 'x', field: 'x' } })
  expect(collectProblems(settings)).toHaveLength(3)
  const file = merchantsFile()
  file.write(shops.a, { ...shops.b, ...settings })
  const problems = collectProblems(file.settings)
  expect(problems).toHaveLength(3)
  for (const problem of problems) expect(problem).toMatch(/^merchant shop-b: INGO_OUTCOMES is invalid\. /)
})

it('accepts the example of docs/outcomes.md, and a byte order mark', () => {
  const page = readFileSync(new URL('../../docs/outcomes.md', import.meta.url), 'utf8')
  const [, example = ''] = /```json\n([^]+?)```/.exec(page) ?? []
  const [merchant] = parseConfig({ ...environment, ...writeOutcomes(`\ufeff${example}`) }).merchants
  expect([...(merchant?.ingo.outcomes ?? [])]).toEqual([
    [614, { code: 'limit_exceeded' }],
    [761, { code: 'cvv_invalid', field: 'cvv' }],
  ])
})

it('reads the file again on SIGHUP, and keeps the previous meanings if the new file is invalid', async () => {
  const gateway = await startGateway(json(() => ({ status: 614 })))
  const settings = writeOutcomes({})
  const node = await startNode({ ...unlimited, ...settings, INGO_URL: gateway.url })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  const code = async () => {
    const body = { origin: ORIGIN, participant_unique_id1: crypto.randomUUID() }
    const { url } = await createSession({ url: node.url, secretKey: SECRET_KEY }, body)
    const response = await capture(node.url, new URL(url).hash.slice(1), crypto.randomUUID())
    return ((await response.json()) as { code: string }).code
  }
  const reload = async (content: unknown, message: string) => {
    writeOutcomes(content, settings.INGO_OUTCOMES)
    node.child.kill('SIGHUP')
    while (!node.output().includes(message)) await sleep(10)
  }
  expect(await code()).toBe('field_rejected')
  await reload({ 614: { code: 'limit_exceeded' } }, 'reloaded')
  expect(await code()).toBe('limit_exceeded')
  await reload({ 614: { code: 'marked' } }, 'Status 614: code must be one of')
  expect(await code()).toBe('limit_exceeded')
  expect(node.output()).not.toContain('marked')
})
