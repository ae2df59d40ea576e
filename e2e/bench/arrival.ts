/**
 * Measures the time from `mount()` to a card number field that accepts input and keeps it. Each sample runs in a new
 * browser, with the subjects interleaved. The reference is Evervault's frame, which can't be loaded here: its times and
 * the same React form's are from the machine where the targets were set.
 */
import { evaluate, runInBrowser, type Browser, type Conditions } from './browser/cdp.js'
import { startPages, subjects, type Pages, type SubjectName } from './browser/pages.js'
import { sampleInterleaved, type SelectFigures } from './browser/interleave.js'
import { ratios, row, type Row } from './figures.js'

const part = 'arrival'
const PRELOADED_MS = 2000
/** Pause after a browser start. Without it the browser's own startup work doubles the figures. */
const STARTED_MS = 500
const DIGITS = '4111'

/** Signals when the card number's input first becomes visible, and focuses it. */
const PROBE = `
if (window !== top) (function look() {
  const input = document.querySelector('input')
  if (input && input.checkVisibility({ visibilityProperty: true }) && input.getBoundingClientRect().height > 0) {
    const now = performance.timeOrigin + performance.now()
    input.focus()
    signal('typable ' + now)
  } else requestAnimationFrame(look)
})()`

type Scene = {
  name: string
  conditions: Conditions
  visit: 'cold' | 'warm' | 'preloaded'
  /** The target, as a multiple of Evervault's time. */
  atMost: number
  /** Evervault's and the React form's time, in ms. */
  evervault: number
  react: number
}

const scenes: Scene[] = [
  scene('slow 4G, cold', { network: 'slow 4G', cpu: 1 }, 'cold', 0.45, 1979, 1578),
  scene('slow 4G, warm', { network: 'slow 4G', cpu: 1 }, 'warm', 0.18, 694, 677),
  scene('fast 4G, cold', { network: 'fast 4G', cpu: 1 }, 'cold', 0.55, 587, 515),
  scene('CPU 4× slower, cold', { network: 'none', cpu: 4 }, 'cold', 0.6, 521, 377),
  scene('CPU 4× slower, warm', { network: 'none', cpu: 4 }, 'warm', 0.5, 499, 282),
  scene('no throttle, cold', { network: 'none', cpu: 1 }, 'cold', 0.85, 157, 138),
  scene('no throttle, warm', { network: 'none', cpu: 1 }, 'warm', 0.75, 138, 104),
  // Evervault's time here is its cold one.
  scene('slow 4G, 2 s after preload()', { network: 'slow 4G', cpu: 1 }, 'preloaded', 0.15, 1979, 1578),
]

function scene(
  name: string,
  conditions: Conditions,
  visit: Scene['visit'],
  atMost: number,
  evervault: number,
  react: number,
): Scene {
  return { name, conditions, visit, atMost, evervault, react }
}

type Sample = { ms: number; requests: number; keeps: boolean }

/** Takes one sample. The steps before `mount()` are not measured, so they run without throttling. */
async function takeSample(pages: Pages, subject: SubjectName, { conditions, visit }: Scene): Promise<Sample> {
  return runInBrowser({ script: PROBE }, async (browser) => {
    if (visit === 'warm') {
      await browser.open(await pages.createHostUrl(subject))
      await (
        await mount(browser)
      ).ready
    }
    await browser.open(await pages.createHostUrl(subject))
    if (visit !== 'warm') await pause(STARTED_MS)
    await browser.throttle(conditions)
    if (visit === 'preloaded' && subject === 'ours') {
      await evaluate(browser.page, `IngoCapture.preload(${JSON.stringify(pages.capture)})`)
      await pause(PRELOADED_MS)
    }
    browser.requests.clear()
    const { started, typable, frame, ready } = await mount(browser)
    if (subject === 'ours') await type(browser, DIGITS)
    await ready
    const requests = [...browser.requests.values()].filter(({ cached, at }) => !cached && at <= typable)
    const kept = await evaluate<string>(frame, 'document.querySelector("input").value')
    return {
      ms: typable - started,
      requests: requests.length,
      keeps: subject !== 'ours' || kept.replaceAll(' ', '') === DIGITS,
    }
  })
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}

async function mount({ page, nextSignal }: Browser) {
  const [started, typable, ready] = [nextSignal('started'), nextSignal('typable'), nextSignal('ready')]
  await evaluate(page, 'go()')
  const { value, target } = await typable
  return { started: (await started).value, typable: value, frame: target, ready }
}

async function type({ page }: Browser, digits: string): Promise<void> {
  for (const key of digits) {
    await page.send('Input.dispatchKeyEvent', { type: 'keyDown', text: key, key })
    await page.send('Input.dispatchKeyEvent', { type: 'keyUp', key })
  }
}

/** Measures every scene; `rounds` samples each. */
export async function arrival(rounds: number): Promise<Row[]> {
  const pages = await startPages()
  try {
    const rows: Row[] = []
    for (const each of scenes) {
      // Only our form can be preloaded. The ratio also needs the React form, which loads as before.
      const compared = each.visit === 'preloaded' ? (['ours', 'React form'] as const) : subjects
      const samples = await sampleInterleaved(`${part}: ${each.name}`, rounds, compared, (subject) =>
        takeSample(pages, subject, each),
      )
      rows.push(...toRows(each, compared, samples))
    }
    return rows
  } finally {
    await pages.stop()
  }
}

function toRows(
  { name, visit, atMost, evervault, react }: Scene,
  compared: readonly SubjectName[],
  samples: SelectFigures<SubjectName, Sample>,
): Row[] {
  const milliseconds = (subject: SubjectName) => samples(subject, ({ ms }) => ms)
  const floors = milliseconds('React form').map((ms) => (ms * evervault) / react)
  const lost = samples('ours', ({ keeps }) => (keeps ? 0 : 1)).filter((one) => one === 1).length
  return [
    row(ratios(milliseconds('ours'), floors), {
      part,
      name,
      unit: '× Evervault',
      target: { atMost },
      ...(lost > 0 && { note: `${lost} lost what was typed at once` }),
    }),
    row(
      samples('ours', ({ requests }) => requests),
      {
        part,
        name: `${name}: requests before it is typable`,
        unit: '',
        target: { atMost: visit === 'cold' ? 3 : 0 },
      },
    ),
    ...compared.map((subject) =>
      row(milliseconds(subject), { part, name: `${name}: ${subject}`, unit: 'ms' }),
    ),
  ]
}
