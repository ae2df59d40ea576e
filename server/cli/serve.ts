import { safeErrorFields } from '../observability/log.js'
import { printError, type Command } from './command.js'
import { settingsFileOption } from './settingsFile.js'
import { stopOnSignal } from './stopOnSignal.js'
import { takeEnvironment } from './takeEnvironment.js'

/** `ingo-capture-server serve` */
export const serveCommand: Command = {
  description: 'runs the capture server, configured by the environment',
  options: settingsFileOption,
  notes: [
    'SIGTERM: accepts no new requests, finishes those in flight and exits with 0, or with 1 if',
    'CAPTURE_DRAIN_SECONDS was exceeded. A missing or invalid setting: one line each, exit code 2.',
  ],
  async run() {
    process.on('uncaughtException', exitWithoutMessage)
    // Only the server's user may access the files that the server writes.
    process.umask(0o077)
    const { serve } = await import('../main.js')
    return stopOnSignal(await serve(takeEnvironment()))
  },
}

/** Prints the error's name and stack frames. Node would print its message, which may quote a request. */
function exitWithoutMessage(error: unknown): void {
  printError(JSON.stringify({ level: 60, ...safeErrorFields(error), msg: 'uncaught' }))
  process.exit(1)
}
