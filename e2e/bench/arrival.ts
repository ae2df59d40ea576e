/**
 * From `mount()` to a card number that can be typed into and keeps what was typed. Each sample in a browser of
 * its own, subjects in turn. Evervault's frame can't be loaded here: what it took beside the same React form,
 * on the machine where the targets were set, is what ours is compared with.
 */
import { evaluate, launch, until, type Browser } from './browser/cdp.js'
import type { Conditions } from './browser/chromium.js'
import { startPages, subjects, type Pages, type SubjectName } from './browser/pages.js'
import { ratios, row, type Row } from './figures.js'

const part = 'arrival'
const ROUNDS = 7
/** Nothing asked for so long: everything has loaded. */
const QUIET_MS = 700

/** Notes when the card number's input can first be seen, and takes focus. */
const PROBE = `
if (window !== top) (function look() {
  const input = document.querySelector('input')
  if (input && input.checkVisibility({ visibilityProperty: true }) && input.getBoundingClientRect().height > 0) {
    window.typable = performance.timeOrigin + performance.now()
    input.focus()
  } else requestAnimationFrame(look)
})()`

type Scene = {
  name: string
  conditions: Conditions
  visit: 'cold' | 'warm' | 'preloaded'
  /** At most so many times Evervault's, and what Evervault took over the React form, both in ms. */
  atMost: number
  evervault: number
  react: number
}

const scenes: Scene[] = [
  scene('slow 4G, cold', { network: 'slow 4G', cpu: 1 }, 'cold', 0.45, 1979, 1578),
  scene('slow 4G, warm', { network: 'slow 4G', cpu: 1 }, 'warm', 0.18, 694, 677),
  scene('fast 4G, cold', { network: 'fast 4G', cpu: 1 }, 'cold', 0.55, 587, 515),
  scene('CPU 4× slower, cold', { network: 'none', cpu: 4 }, 'cold', 0.6, 521, 377),
  scene('CPU 4× slower, warm', { network: 'none', cpu: 4 }, 'warm', 0.55, 499, 282),
  scene('no throttle, cold', { network: 'none', cpu: 1 }, 'cold', 0.75, 157, 138),
  scene('no throttle, warm', { network: 'none', cpu: 1 }, 'warm', 0.75, 138, 104),
  // Against the cold one.
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

async function sampleOf(pages: Pages, subject: SubjectName, { conditions, visit }: Scene): Promise<Sample> {
  const browser = await launch(conditions, PROBE)
  try {
    if (visit === 'warm') {
      await browser.open(await pages.urlOf(subject))
      await mounted(browser)
      await settled(browser)
    }
    const preloads = visit === 'preloaded' && subject === 'ours'
    await browser.open(await pages.urlOf(subject, preloads))
    if (preloads) await new Promise((done) => setTimeout(done, 2000))
    browser.requests.length = 0
    const ms = await mounted(browser)
    const requests = browser.requests.filter(({ cached, url }) => !cached && url.startsWith('http')).length
    return { ms, requests, keeps: subject !== 'ours' || (await keeps(browser)) }
  } finally {
    await browser.close()
  }
}

/** Mounts, and tells how long it took until the frame could be typed into. */
async function mounted(browser: Browser): Promise<number> {
  await evaluate(browser.page, 'go()')
  const typable = await until(async () => {
    const frame = browser.targets.find(({ kind }) => kind === 'iframe')
    return frame && evaluate<number | undefined>(frame, 'window.typable').catch(() => undefined)
  })
  return typable - (await evaluate<number>(browser.page, 'window.started'))
}

async function settled(browser: Browser): Promise<void> {
  let before = -1
  await until(async () => {
    const same = browser.requests.length === before
    before = browser.requests.length
    await new Promise((done) => setTimeout(done, QUIET_MS))
    return same || undefined
  })
}

/** Digits typed at once are there after everything has loaded. */
async function keeps(browser: Browser): Promise<boolean> {
  for (const key of '4111') {
    await browser.page.send('Input.dispatchKeyEvent', { type: 'keyDown', text: key, key })
    await browser.page.send('Input.dispatchKeyEvent', { type: 'keyUp', key })
  }
  await settled(browser)
  const frame = browser.targets.find(({ kind }) => kind === 'iframe')
  const value = frame && (await evaluate<string>(frame, 'document.querySelector("input").value'))
  return value?.replaceAll(' ', '') === '4111'
}

export async function arrival(): Promise<Row[]> {
  const pages = await startPages()
  try {
    const rows: Row[] = []
    for (const each of scenes) {
      const samples = new Map<SubjectName, Sample[]>(subjects.map((subject) => [subject, []]))
      for (let round = 0; round < ROUNDS; round++) {
        for (const subject of subjects) samples.get(subject)?.push(await sampleOf(pages, subject, each))
      }
      rows.push(...rowsOf(each, samples))
    }
    return rows
  } finally {
    await pages.stop()
  }
}

function rowsOf(
  { name, visit, atMost, evervault, react }: Scene,
  samples: Map<SubjectName, Sample[]>,
): Row[] {
  const msOf = (subject: SubjectName) => samples.get(subject)?.map(({ ms }) => ms) ?? []
  const ours = samples.get('ours') ?? []
  const floors = msOf('React form').map((ms) => (ms * evervault) / react)
  const lost = ours.filter((sample) => !sample.keeps).length
  return [
    row(ratios(msOf('ours'), floors), {
      part,
      name,
      unit: '× Evervault',
      target: { atMost },
      ...(lost > 0 && { note: `${lost} of ${ours.length} lost what was typed at once` }),
    }),
    row(
      ours.map(({ requests }) => requests),
      {
        part,
        name: `${name}: requests before it is typable`,
        unit: '',
        target: { atMost: visit === 'cold' ? 3 : 0 },
      },
    ),
    ...subjects.map((subject) => row(msOf(subject), { part, name: `${name}: ${subject}`, unit: 'ms' })),
  ]
}
