/** Measures the time from a key to the next paint, the frame's main thread work and memory, and layout shifts. */
import { evaluate, runInBrowser, type Browser, type Target } from './browser/cdp.js'
import { startPages, subjects, type Pages, type SubjectName } from './browser/pages.js'
import { sampleInterleaved } from './browser/interleave.js'
import { median, percentile, ratios, row, type Row } from './figures.js'

const part = 'typing'
const DIGITS = '4111111111111111'
/** How often the number is typed. The first time (cold code) doesn't count. */
const TIMES = 5
/** Evervault's and the React form's times in ms, from the machine where the targets were set. */
const EVERVAULT = 9.3
const REACT = 5.1

/** Paints without waiting for the display, whose 16.7 ms would hide the differences. */
const UNPACED = ['--disable-frame-rate-limit', '--disable-gpu-vsync']

/** Signals the time from the key event to the next paint: the message arrives after the paint. */
const PROBE = `
if (window !== top) {
  addEventListener('keydown', (event) => {
    const began = event.timeStamp
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => { signal('painted ' + (performance.now() - began)) }
      port2.postMessage(null)
    })
  }, true)
  const found = setInterval(() => {
    if (!document.querySelector('input')) return
    clearInterval(found)
    signal('found 0')
  }, 5)
}`

type Sample = { ms: number; p98: number; taskMs: number; heapMb: number; shifts: number }

async function takeSample(pages: Pages, subject: SubjectName): Promise<Sample> {
  return runInBrowser({ script: PROBE, flags: UNPACED }, async (browser) => {
    await browser.open(await pages.createHostUrl(subject))
    // Wait until everything has loaded, so that only typing is measured.
    const [found, ready] = [browser.nextSignal('found'), browser.nextSignal('ready')]
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

/** Types each digit once the one before it is painted. */
async function type({ page, nextSignal }: Browser): Promise<number[]> {
  const paints: number[] = []
  for (const key of DIGITS) {
    const painted = nextSignal('painted')
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

/** Measures typing; `rounds` samples of each subject. */
export async function typing(rounds: number): Promise<Row[]> {
  const pages = await startPages()
  const select = await sampleInterleaved(part, rounds, subjects, (subject) =>
    takeSample(pages, subject),
  ).finally(pages.stop)
  const figures = (subject: SubjectName, key: keyof Sample) => select(subject, (sample) => sample[key])
  const evervault = (key: 'ms' | 'taskMs') => figures('React form', key).map((ms) => (ms * EVERVAULT) / REACT)
  const ours = (key: keyof Sample) => figures('ours', key)
  const name = 'keydown to next paint'
  return [
    row(ratios(ours('ms'), evervault('ms')), {
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
    row(ratios(ours('taskMs'), evervault('taskMs')), {
      part,
      name: 'main thread per key',
      unit: '× Evervault',
      target: { atMost: 0.5 },
    }),
    row(ours('heapMb'), {
      part,
      name: 'heap of the frame',
      unit: 'MB',
      target: { atMost: 2.2 },
    }),
    row(ours('shifts'), { part, name: 'shift of the host page (CLS)', unit: '', target: { atMost: 0 } }),
    ...subjects.flatMap((subject) => [
      row(figures(subject, 'ms'), { part, name: `${name}: ${subject}`, unit: 'ms' }),
      row(figures(subject, 'taskMs'), { part, name: `main thread per key: ${subject}`, unit: 'ms' }),
      row(figures(subject, 'heapMb'), { part, name: `heap: ${subject}`, unit: 'MB' }),
    ]),
  ]
}
