/** A key's way to the next paint, its work on the frame's main thread, the frame's memory, and whether the page shifts. */
import { evaluate, inBrowser, type Browser, type Target } from './browser/cdp.js'
import { startPages, subjects, type Pages, type SubjectName } from './browser/pages.js'
import { inTurns } from './browser/turns.js'
import { median, percentile, ratios, row, type Row } from './figures.js'

const part = 'typing'
const DIGITS = '4111111111111111'
/** The number is typed so many times over; the first, with cold code, doesn't count. */
const TIMES = 5
/** Evervault's over the React form's, both in ms, where the targets were set. */
const EVERVAULT = 9.3
const REACT = 5.1
const EVERVAULT_HEAP_MB = 2.8

/** A frame as soon as there is something to paint: on a display's beat all would take its 16.7 ms. */
const UNPACED = ['--disable-frame-rate-limit', '--disable-gpu-vsync']

/** From the event's own time to the frame after it: a message comes once that is painted. */
const PROBE = `
if (window !== top) {
  addEventListener('keydown', (event) => {
    const began = event.timeStamp
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => { tell('painted ' + (performance.now() - began)) }
      port2.postMessage(null)
    })
  }, true)
  const found = setInterval(() => {
    if (!document.querySelector('input')) return
    clearInterval(found)
    tell('found 0')
  }, 5)
}`

type Sample = { ms: number; p98: number; taskMs: number; heapMb: number; shifts: number }

async function sampleOf(pages: Pages, subject: SubjectName): Promise<Sample> {
  return inBrowser({ script: PROBE, flags: UNPACED }, async (browser) => {
    await browser.open(await pages.urlOf(subject))
    // Once everything of it has loaded: what is typed is what is measured.
    const [found, ready] = [browser.told('found'), browser.told('ready')]
    await evaluate(browser.page, 'go()')
    const [{ target: frame }] = await Promise.all([found, ready])
    await evaluate(frame, 'document.querySelector("input").focus()')
    await type(browser)
    const before = await taskSeconds(frame)
    const paints: number[] = []
    for (let time = 1; time < TIMES; time++) {
      await evaluate(frame, 'document.querySelector("input").select()')
      paints.push(...(await type(browser)))
    }
    const after = await taskSeconds(frame)
    await frame.send('HeapProfiler.collectGarbage')
    const { usedSize } = await frame.send('Runtime.getHeapUsage')
    return {
      ms: median(paints),
      p98: percentile(paints, 0.98),
      taskMs: ((after - before) * 1000) / paints.length,
      heapMb: Number(usedSize) / 1024 / 1024,
      shifts: await evaluate<number>(browser.page, 'shifts()'),
    }
  })
}

/** Each key once the one before it is painted. */
async function type({ page, told }: Browser): Promise<number[]> {
  const paints: number[] = []
  for (const key of DIGITS) {
    const painted = told('painted')
    await page.send('Input.dispatchKeyEvent', { type: 'keyDown', text: key, key })
    await page.send('Input.dispatchKeyEvent', { type: 'keyUp', key })
    paints.push((await painted).value)
  }
  return paints
}

async function taskSeconds(frame: Target): Promise<number> {
  const { metrics } = await frame.send('Performance.getMetrics')
  return (
    (metrics as { name: string; value: number }[]).find(({ name }) => name === 'TaskDuration')?.value ?? NaN
  )
}

export async function typing(rounds: number): Promise<Row[]> {
  const pages = await startPages()
  const of = await inTurns(part, rounds, subjects, (subject) => sampleOf(pages, subject)).finally(pages.stop)
  const figures = (subject: SubjectName, key: keyof Sample) => of(subject, (sample) => sample[key])
  const byReact = (key: 'ms' | 'taskMs') => figures('React form', key).map((ms) => (ms * EVERVAULT) / REACT)
  const ours = (key: keyof Sample) => figures('ours', key)
  const name = 'keydown to next paint'
  return [
    row(ratios(ours('ms'), byReact('ms')), {
      part,
      name,
      unit: '× Evervault',
      target: { atMost: 0.6 },
    }),
    row(ratios(ours('ms'), figures('bare input', 'ms')), {
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
    row(ours('shifts'), { part, name: 'shift of the host page (CLS)', unit: '', target: { atMost: 0 } }),
    ...subjects.flatMap((subject) => [
      row(figures(subject, 'ms'), { part, name: `${name}: ${subject}`, unit: 'ms' }),
      row(figures(subject, 'taskMs'), { part, name: `main thread per key: ${subject}`, unit: 'ms' }),
      row(figures(subject, 'heapMb'), { part, name: `heap: ${subject}`, unit: 'MB' }),
    ]),
  ]
}
