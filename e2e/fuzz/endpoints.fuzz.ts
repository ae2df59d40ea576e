/**
 * `npm run fuzz`: runs the fuzz tests of each target for longer. FUZZ_SECONDS: the time for all targets together, by
 * default 60. FUZZ_CASES: the maximum of cases for one target. FUZZ_SEED: repeats the cases of an earlier run. The run
 * fails if a target crashes, leaves a rejection unhandled, or responds without a code of the contract. The report has
 * the seed and the smallest case.
 */
import fc from 'fast-check'
import { afterAll, expect, test, vi } from 'vitest'
import { fuzzTargets as serverTargets, type FuzzTarget } from '../../server/testing/endpoints.case.js'
import { appearanceProperty, messageProperty } from '../../widget/frame/testing/hostMessages.case.js'
import { connectHost, type HostHandlers } from '../../widget/frame/host/connectHost.js'

/** The frame's end of the connection to the host page. The fuzz test takes the part of the host page. */
const frame: { receive?: HostHandlers } = vi.hoisted(() => ({}))
vi.mock('../../widget/protocol/connect.js', () => ({
  connect: ({ receive }: { receive: HostHandlers }) => {
    frame.receive = receive
    return { close: () => undefined }
  },
}))

function startMessageTarget() {
  const taken: [string, unknown][] = []
  const noting = (name: string) => (payload: unknown) => taken.push([name, payload])
  const names: (keyof HostHandlers)[] = ['configure', 'fonts', 'submit', 'focus', 'blur', 'clear']
  const receive = Object.fromEntries(names.map((name) => [name, noting(name)])) as unknown as HostHandlers
  connectHost({ remote: {} as Window, origins: [], nonce: '', receive })
  if (!frame.receive) throw new Error('the frame has no receiver')
  return messageProperty(frame.receive, taken)
}

type Target = Pick<FuzzTarget, 'name'> & { property: () => Promise<fc.IRawProperty<unknown[]>> }

const targets: Target[] = [
  ...serverTargets,
  { name: 'any appearance', property: () => Promise.resolve(appearanceProperty()) },
  { name: 'any message of a host page', property: () => Promise.resolve(startMessageTarget()) },
]

function readNumber(name: string, fallback: number, least: number, most: number): number {
  const value = Number(process.env[name] ?? fallback)
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new Error(`${name} should be a whole number, ${least} to ${most}`)
}

const seconds = readNumber('FUZZ_SECONDS', 60, 1, 86_400)
const mostCases = readNumber('FUZZ_CASES', 1_000_000, 1, 100_000_000)
const seed = readNumber('FUZZ_SEED', Date.now() % 2 ** 30, 0, 2 ** 31)

const SHARE_MS = (seconds * 1000) / targets.length
const BATCH = 200

const figures: string[] = []
const rejections: unknown[] = []
process.on('unhandledRejection', (reason) => rejections.push(reason))
afterAll(() => {
  process.stdout.write(`\nseed ${seed}\n${figures.join('\n')}\n`)
})

/** Runs batches until the target's share of the time is over. Each batch adds 1 to the seed. */
async function fuzz(property: fc.IRawProperty<unknown[]>): Promise<number> {
  const began = performance.now()
  let cases = 0
  for (let batch = 0; cases < mostCases && performance.now() - began < SHARE_MS; batch++) {
    const numRuns = Math.min(BATCH, mostCases - cases)
    const details = await fc.check(property, { seed: seed + batch, numRuns })
    cases += details.numRuns
    if (details.failed)
      throw new Error(`FUZZ_SEED=${seed + batch}\n${fc.defaultReportMessage(details) ?? ''}`)
    expect(rejections).toEqual([])
  }
  return cases
}

test.each(targets)('$name', async ({ name, property }) => {
  const began = performance.now()
  const cases = await fuzz(await property())
  const took = ((performance.now() - began) / 1000).toFixed(1)
  figures.push(`${name.padEnd(32)} ${String(cases).padStart(8)} cases ${took.padStart(6)} s`)
})
