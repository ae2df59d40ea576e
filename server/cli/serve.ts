import { safeErrorFields } from '../observability/log.js'
import { serve, takeEnvironment } from '../main.js'
import { complain, type Command } from './command.js'
import { untilSignal } from './untilSignal.js'

export const serveCommand: Command = {
  what: 'the capture server, configured by the environment',
  notes: [
    'SIGTERM: takes nothing new, finishes what is under way, and ends with 0; 1 if that took too long.',
    'A setting that is missing or malformed is a line that names it, and exit code 2.',
  ],
  async run() {
    process.on('uncaughtException', endWithoutQuoting)
    return untilSignal(await serve(takeEnvironment()))
  },
}

/** Node would print the message, which may quote what was sent to us: the kind and the places tell enough. */
function endWithoutQuoting(error: unknown): void {
  complain(JSON.stringify({ level: 60, ...safeErrorFields(error), msg: 'uncaught' }))
  process.exit(1)
}
