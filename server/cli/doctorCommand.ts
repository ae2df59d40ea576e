import { styleText } from 'node:util'
import { splitOrigins } from '../config/originProblem.js'
import { print, UsageError, type Command, type OptionValues } from './command.js'
import type { Check, CheckStatus } from './doctor/check.js'
import { settingsFileOption, isMissingSetting, unreadFileHint } from './settingsFile.js'
import { takeEnvironment } from './takeEnvironment.js'

/** `ingo-capture-server doctor` */
export const doctorCommand: Command = {
  description: 'checks the configuration, the store and the gateway, and says how to fix each problem',
  options: {
    frame: {
      type: 'string',
      value: 'url',
      description: 'checks instead what a server delivers: …/frame/<merchant>',
    },
    origins: {
      type: 'string',
      value: 'list',
      description: 'with --frame: origins that may embed it, comma-separated; others fail',
    },
    shapes: {
      type: 'boolean',
      description: 'lists instead what the gateway sent that Ingo does not document',
    },
    json: { type: 'boolean', description: 'prints one JSON object' },
    ...settingsFileOption,
  },
  notes: [
    'Run it with the environment of serve. It sends the gateway one signed request about a token',
    'that cannot exist, which creates nothing. Exit code 1: a check failed, 0: warnings at most.',
    '--shapes asks the server that runs on this machine, and sends nothing to the gateway.',
  ],
  async run(values, now) {
    if (values.shapes === true) return printShapes(values)
    const checks = await runChecks(values, now)
    return printChecks(checks, values)
  },
}

function printChecks(checks: Check[], { json }: OptionValues): number {
  const ok = checks.every(({ status }) => status !== 'failed')
  if (json === true) print(JSON.stringify({ ok, checks }))
  else {
    checks.forEach(printCheck)
    const hint = checks.some(({ summary }) => isMissingSetting(summary)) ? unreadFileHint() : undefined
    if (hint !== undefined) print(hint)
  }
  return ok ? 0 : 1
}

async function printShapes(values: OptionValues): Promise<number> {
  const { frame, origins, json } = values
  if (frame !== undefined || origins !== undefined)
    throw new UsageError(
      'doctor: --shapes is invalid beside --frame and --origins. Run them one after the other',
    )
  const { formatShapes, readShapes } = await import('./doctor/shapes.js')
  const found = await readShapes(takeEnvironment())
  if ('status' in found) return printChecks([found], values)
  if (json === true) print(JSON.stringify({ ok: true, ...found }))
  else formatShapes(found).forEach(print)
  return 0
}

/** Imports the checks only after the options are validated, because they need most of the server's code. */
async function runChecks({ frame, origins }: OptionValues, now: () => number): Promise<Check[]> {
  if (frame === undefined && origins !== undefined)
    throw new UsageError('doctor: --frame is missing: --origins needs it')
  if (frame === undefined) {
    const { checkDeployment } = await import('./doctor/deployment.js')
    return checkDeployment(takeEnvironment(), now)
  }
  const url = parseFrameUrl(String(frame))
  if (!url)
    throw new UsageError(
      'doctor: --frame is invalid. Expected the URL of the form’s document, https://capture.example/frame/<merchant>',
    )
  const { checkFrame } = await import('./doctor/frame.js')
  return checkFrame(url, origins === undefined ? undefined : splitOrigins(String(origins)))
}

/**
 * The document's URL, which the checks print, without a sealed session. Undefined if the URL is not that of a document,
 * has a password, or has a text after the merchant's id, such as a fragment whose # was encoded.
 */
function parseFrameUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || `${url.username}${url.password}` !== '') return undefined
  if (!/\/frame\/[a-z0-9-]{1,64}$/.test(url.pathname)) return undefined
  const form = url.searchParams.get('form') ?? ''
  url.hash = ''
  url.search = /^[a-z.,_-]{1,64}$/.test(form) ? `?form=${form}` : ''
  return url
}

const statusLabels: Record<CheckStatus, readonly [label: string, color: 'green' | 'yellow' | 'red']> = {
  ok: ['ok', 'green'],
  warning: ['warning', 'yellow'],
  failed: ['FAILED', 'red'],
}

function printCheck({ name, merchant, status, summary, remedy }: Check): void {
  const [label, color] = statusLabels[status]
  const isPlain = !process.stdout.isTTY || Boolean(process.env.NO_COLOR)
  const shown = isPlain ? label.padEnd(8) : styleText(color, label.padEnd(8))
  print(`${shown}${name.padEnd(14)}${merchant === undefined ? '' : `${merchant}: `}${summary}`)
  if (remedy !== undefined) print(`${' '.repeat(22)}→ ${remedy}`)
}
