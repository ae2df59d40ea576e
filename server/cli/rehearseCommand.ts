import { writeFileSync } from 'node:fs'
import { print, UsageError, type Command, type OptionValues } from './command.js'
import { findings } from './rehearse/findings.js'
import { outcomeNames, rehearse, type Result } from './rehearse/rehearse.js'
import { formatReport } from './rehearse/report.js'
import { defaultSelectors, RehearsalError, type Settings } from './rehearse/settings.js'

const REPORT_FILE = 'rehearsal.html'
const PATIENCE_S = 5

const selector = (description: string) => ({ type: 'string', value: 'selector', description }) as const

/** `ingo-capture-server rehearse`: plays twelve outcomes on a merchant's own page, in the merchant's own Playwright. */
export const rehearseCommand: Command = {
  description: 'plays twelve outcomes on your own page, and reports what the page does badly',
  arguments: ['url'],
  options: {
    button: selector('your page’s pay button, if the form has none of its own'),
    open: selector('what to press before the form appears'),
    form: selector('the form, on a page with several'),
    success: selector('visible only when the page shows success'),
    failure: selector('a failure message of the page'),
    busy: selector('what shows that the page is busy'),
    spanish: {
      type: 'string',
      value: 'url',
      description: 'the page in Spanish; by default the same address',
    },
    only: { type: 'string', value: 'names', description: 'these outcomes alone, comma-separated' },
    patience: {
      type: 'string',
      value: 'seconds',
      description: `how long the page may take to react: ${PATIENCE_S}`,
    },
    report: { type: 'string', value: 'file', description: `the report, by default ${REPORT_FILE}` },
    browser: { type: 'string', value: 'path', description: 'a Chromium, such as /usr/bin/chromium' },
  },
  notes: [
    'It needs Playwright in your project: npm install --save-dev @playwright/test. It submits test',
    'cards: use a staging server with the simulator. A selector is one of Playwright, such as',
    '"#paid" or "text=Thank you".',
    `Outcomes: ${outcomeNames.slice(0, 7).join(', ')},`,
    `${outcomeNames.slice(7).join(', ')}.`,
    'Exit code 0: nothing was found, 1: something was, 2: the page or an option is invalid.',
  ],
  async run(values) {
    const settings = parseSettings(values)
    const names = parseNames(values.only)
    const file = String(values.report ?? REPORT_FILE)
    const results = await rehearse(settings, names, printResult).catch((error: unknown) => {
      throw error instanceof RehearsalError ? new UsageError(`rehearse: ${error.message}`) : error
    })
    writeReport(file, formatReport(settings.url, results))
    return results.some(({ status }) => status === 'failed') ? 1 : 0
  },
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch {
    throw new UsageError('rehearse: --report is invalid. The file cannot be written')
  }
}

function parseSettings(values: OptionValues): Settings {
  const { button, open, form, spanish, browser } = values as Record<string, string | undefined>
  const { success, failure, busy } = { ...defaultSelectors, ...(values as Partial<typeof defaultSelectors>) }
  const url = parseUrl(values.url)
  if (!url)
    throw new UsageError(
      'rehearse: the address is missing or invalid. Expected https://staging.example/payout',
    )
  const patience = Number(values.patience ?? PATIENCE_S)
  if (!(patience >= 1 && patience <= 60))
    throw new UsageError('rehearse: --patience is invalid. Expected 1 to 60 seconds')
  const spanishUrl = parseUrl(spanish)
  if (spanish !== undefined && !spanishUrl)
    throw new UsageError('rehearse: --spanish is invalid. Expected the address of the page in Spanish')
  const selectors = { button, open, form, success, failure, busy }
  return { url, selectors, spanish: spanishUrl, patience: patience * 1000, browser }
}

function parseUrl(text: OptionValues[string]): URL | undefined {
  if (typeof text !== 'string' || !URL.canParse(text)) return undefined
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) && `${url.username}${url.password}` === '' ? url : undefined
}

function parseNames(only: OptionValues[string]): readonly string[] {
  if (only === undefined) return outcomeNames
  const names = String(only).split(',')
  if (names.every((name) => outcomeNames.includes(name))) return names
  throw new UsageError(`rehearse: --only is invalid. Expected some of ${outcomeNames.join(', ')}`)
}

const labels = { passed: 'ok', failed: 'FAILED', skipped: 'skipped' }

function printResult({ name, status, findings: names, reason }: Result): void {
  print(`${labels[status].padEnd(9)}${name}${reason === undefined ? '' : `: ${reason}`}`)
  for (const finding of names) {
    const { what, remedy } = findings[finding]
    print(`${' '.repeat(9)}${finding}: ${what}`)
    print(`${' '.repeat(9)}→ ${remedy}`)
  }
}
