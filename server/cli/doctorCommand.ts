import { styleText } from 'node:util'
import { checkDeployment, type Check, type CheckStatus } from './doctor/deployment.js'
import { checkFrame } from './doctor/frame.js'
import { takeEnvironment } from '../main.js'
import { say, UsageError, type Command, type Given } from './command.js'

export const doctorCommand: Command = {
  what: 'checks the configuration, the store and the gateway, and says what to mend',
  options: {
    frame: {
      type: 'string',
      value: 'url',
      what: 'checks instead what a server delivers: …/frame/<merchant>',
    },
    origins: {
      type: 'string',
      value: 'list',
      what: 'with --frame: who may embed it, with commas; others fail the check',
    },
    json: { type: 'boolean', what: 'one JSON object for machines' },
  },
  notes: [
    'Give it the environment of serve. It sends the gateway one signed request about a token that',
    'can’t exist, which creates nothing. Exit code 1: something is wrong, 0: at most warnings.',
  ],
  async run(given) {
    const checks = await examine(given)
    const ok = checks.every(({ verdict }) => verdict !== 'failed')
    if (given.json === true) say(JSON.stringify({ ok, checks }))
    else checks.forEach(tell)
    return ok ? 0 : 1
  },
}

function examine({ frame, origins }: Given): Promise<Check[]> {
  if (frame === undefined && origins !== undefined)
    throw new UsageError('doctor: --origins goes with --frame')
  if (frame === undefined) return checkDeployment(takeEnvironment())
  const url = URL.canParse(String(frame)) ? new URL(String(frame)) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.pathname.includes('/frame/')) {
    return checkFrame(url, origins === undefined ? undefined : String(origins).split(','))
  }
  throw new UsageError(
    'doctor: --frame should be the form’s document, https://capture.example/frame/<merchant>',
  )
}

const marks: Record<CheckStatus, readonly [mark: string, colour: 'green' | 'yellow' | 'red']> = {
  ok: ['ok', 'green'],
  warning: ['warning', 'yellow'],
  failed: ['FAILED', 'red'],
}

function tell({ name, merchant, verdict, says, mend }: Check): void {
  const [mark, colour] = marks[verdict]
  const isPlain = !process.stdout.isTTY || Boolean(process.env.NO_COLOR)
  const shown = isPlain ? mark.padEnd(8) : styleText(colour, mark.padEnd(8))
  say(`${shown}${name.padEnd(14)}${merchant === undefined ? '' : `${merchant}: `}${says}`)
  if (mend !== undefined) say(`${' '.repeat(22)}→ ${mend}`)
}
