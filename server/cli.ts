#!/usr/bin/env node
/** `ingo-capture-server <command>`. Exit codes: 0 success, 1 failed or a problem was found, 2 invalid usage or setting. */
import { existsSync } from 'node:fs'
import {
  formatCommandList,
  formatHelp,
  parseOptions,
  print,
  printError,
  UsageError,
  type Command,
} from './cli/command.js'
import { ConfigError } from './config/environment.js'

/** Each is loaded when it is named: loading the whole server would take most of a short command's time. */
const loaders = new Map<string, () => Promise<Command>>([
  ['serve', async () => (await import('./cli/serve.js')).serveCommand],
  ['demo', async () => (await import('./cli/demo.js')).demoCommand],
  ['simulator', async () => (await import('./cli/simulator.js')).simulatorCommand],
  ['doctor', async () => (await import('./cli/doctorCommand.js')).doctorCommand],
  ['rehearse', async () => (await import('./cli/rehearseCommand.js')).rehearseCommand],
  ['explain', async () => (await import('./cli/explainCommand.js')).explainCommand],
  ['sign', async () => (await import('./cli/sign.js')).signCommand],
  ['webhooks', async () => (await import('./cli/webhooksCommand.js')).webhooksCommand],
  ['keygen', async () => (await import('./cli/keygen.js')).keygenCommand],
])
const HELP = ['help', '--help', '-h']

/** Resolves to the exit code. */
async function run([name = '', ...args]: string[]): Promise<number> {
  const [topic] = HELP.includes(name) ? args : []
  if (topic !== undefined && !HELP.includes(topic)) return run([topic, '--help'])
  const command = await loaders.get(name)?.()
  if (command) {
    if (!args.some((arg) => HELP.includes(arg)))
      return command.run(parseOptions(name, command, args), Date.now)
    print(formatHelp(name, command))
  } else if (HELP.includes(name)) print(await listCommands())
  else if (name === '--version') print(await readVersion())
  else if (name === '') throw new UsageError(await listCommands())
  // Not repeated: a secret may have been typed in the command's place.
  else throw new UsageError(`The command is unknown. Expected one of ${[...loaders.keys()].join(', ')}`)
  return 0
}

async function listCommands(): Promise<string> {
  const loading = [...loaders].map(async ([name, load]) => [name, await load()] as const)
  return formatCommandList(new Map(await Promise.all(loading)))
}

async function readVersion(): Promise<string> {
  const { readInventory } = await import('./http/static/inventory.js')
  return readInventory().version
}

const UNREAD_FILE =
  'The file .env of this folder is not read. Load it: node --env-file=.env node_modules/ingo-capture-server/dist/server/cli.js serve'

/** Whether Node itself has read a file of settings. */
function isFileLoaded(): boolean {
  return process.execArgv.some((flag) => flag.startsWith('--env-file'))
}

/** Prints one line for each problem, without a stack and without a value. Returns the exit code. */
function printFailure(error: unknown): number {
  if (error instanceof ConfigError) {
    error.problems.forEach(printError)
    const isMissing = error.problems.some((problem) => problem.includes(' is missing.'))
    if (isMissing && existsSync('.env') && !isFileLoaded()) printError(UNREAD_FILE)
  } else printError((error as Error).message)
  return error instanceof ConfigError || error instanceof UsageError ? 2 : 1
}

process.exit(await run(process.argv.slice(2)).catch(printFailure))
