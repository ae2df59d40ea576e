/** A key's way to the next paint, its work on the frame's main thread, and the frame's memory. */
import { evaluate, launch, until, type Browser, type Target } from './browser/cdp.js'
import { startPages, subjects, type Pages, type SubjectName } from './browser/pages.js'
import { median, percentile, ratios, row, type Row } from './figures.js'

const part = 'typing'
const ROUNDS = 7
const DIGITS = '4111111111111111'
/** Evervault's over the React form's, both in ms, where the targets were set. */
const EVERVAULT = 9.3
const REACT = 5.1
const EVERVAULT_HEAP_MB = 2.8

/** From the event's own time to the frame after it: a message comes once that is painted. */
const PROBE = `
if (window !== top) {
  window.paints = []
  addEventListener('keydown', (event) => {
    const began = event.timeStamp
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => { window.paints.push(performance.now() - began) }
      port2.postMessage(null)
    })
  }, true)
}`

type Sample = { median: number; p98: number; taskMs: number; heapMb: number }

async function sampleOf(pages: Pages, subject: SubjectName): Promise<Sample> {
  const browser = await launch({ network: 'none', cpu: 1 }, PROBE)
  try {
    await browser.open(await pages.urlOf(subject))
    await evaluate(browser.page, 'go()')
    const frame = await until(() => readyFrame(browser))
    await evaluate(frame, 'document.querySelector("input").focus()')
    await type(browser, frame, DIGITS)
    await evaluate(frame, 'paints.length = 0; document.querySelector("input").select()')
    const before = await taskSeconds(frame)
    await type(browser, frame, DIGITS)
    const after = await taskSeconds(frame)
    const paints = await evaluate<number[]>(frame, 'paints')
    await frame.send('HeapProfiler.collectGarbage')
    const { usedSize } = await frame.send('Runtime.getHeapUsage')
    return {
      median: median(paints),
      p98: percentile(paints, 0.98),
      taskMs: ((after - before) * 1000) / DIGITS.length,
      heapMb: Number(usedSize) / 1024 / 1024,
    }
  } finally {
    await browser.close()
  }
}

/** Once everything of it has loaded: what is typed is what is measured. */
async function readyFrame({ targets, requests }: Browser): Promise<Target | undefined> {
  const count = requests.length
  await new Promise((done) => setTimeout(done, 1000))
  const frame = targets.find(({ kind }) => kind === 'iframe')
  if (!frame || requests.length > count) return undefined
  return (await evaluate<boolean>(frame, 'document.querySelector("input") !== null')) ? frame : undefined
}

async function type({ page }: Browser, frame: Target, keys: string): Promise<void> {
  for (const key of keys) {
    const count = await evaluate<number>(frame, 'paints.length')
    await page.send('Input.dispatchKeyEvent', { type: 'keyDown', text: key, key })
    await page.send('Input.dispatchKeyEvent', { type: 'keyUp', key })
    await until(async () => (await evaluate<number>(frame, 'paints.length')) > count || undefined)
  }
}

async function taskSeconds(frame: Target): Promise<number> {
  const { metrics } = await frame.send('Performance.getMetrics')
  return (
    (metrics as { name: string; value: number }[]).find(({ name }) => name === 'TaskDuration')?.value ?? NaN
  )
}

export async function typing(): Promise<Row[]> {
  const pages = await startPages()
  const samples = new Map<SubjectName, Sample[]>(subjects.map((subject) => [subject, []]))
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const subject of subjects) samples.get(subject)?.push(await sampleOf(pages, subject))
    }
  } finally {
    await pages.stop()
  }
  const of = (subject: SubjectName, key: keyof Sample) =>
    samples.get(subject)?.map((sample) => sample[key]) ?? []
  const byReact = (key: 'median' | 'taskMs') => of('React form', key).map((ms) => (ms * EVERVAULT) / REACT)
  const ours = (key: keyof Sample) => of('ours', key)
  const name = 'keydown to next paint'
  return [
    row(ratios(ours('median'), byReact('median')), {
      part,
      name,
      unit: '× Evervault',
      target: { atMost: 0.6 },
    }),
    row(ratios(ours('median'), of('bare input', 'median')), {
      part,
      name,
      unit: '× a bare input',
      target: { atMost: 1.25 },
    }),
    row(ours('p98'), { part, name: `${name}, p98`, unit: 'ms', target: { atMost: 16 } }),
    row(ratios(ours('taskMs'), byReact('taskMs')), {
      part,
      name: 'main thread per key',
      unit: '× Evervault',
      target: { atMost: 0.5 },
    }),
    row(ours('heapMb'), {
      part,
      name: 'heap of the frame',
      unit: 'MB',
      target: { atMost: 0.6 * EVERVAULT_HEAP_MB },
    }),
    ...subjects.flatMap((subject) => [
      row(of(subject, 'median'), { part, name: `${name}: ${subject}`, unit: 'ms' }),
      row(of(subject, 'taskMs'), { part, name: `main thread per key: ${subject}`, unit: 'ms' }),
      row(of(subject, 'heapMb'), { part, name: `heap: ${subject}`, unit: 'MB' }),
    ]),
  ]
}
