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
import { demoCommand } from './cli/demo.js'
import { doctorCommand } from './cli/doctorCommand.js'
import { explainCommand } from './cli/explainCommand.js'
import { keygenCommand } from './cli/keygen.js'
import { rehearseCommand } from './cli/rehearseCommand.js'
import { serveCommand } from './cli/serve.js'
import { signCommand } from './cli/sign.js'
import { simulatorCommand } from './cli/simulator.js'
import { webhooksCommand } from './cli/webhooksCommand.js'
import { ConfigError } from './config/environment.js'
import { readInventory } from './http/static/inventory.js'

const commands = new Map<string, Command>([
  ['serve', serveCommand],
  ['demo', demoCommand],
  ['simulator', simulatorCommand],
  ['doctor', doctorCommand],
  ['rehearse', rehearseCommand],
  ['explain', explainCommand],
  ['sign', signCommand],
  ['webhooks', webhooksCommand],
  ['keygen', keygenCommand],
])
const HELP = ['help', '--help', '-h']

/** Resolves to the exit code. */
async function run([name = '', ...args]: string[]): Promise<number> {
  const [topic] = HELP.includes(name) ? args : []
  if (topic !== undefined && !HELP.includes(topic)) return run([topic, '--help'])
  const command = commands.get(name)
  if (command) {
    if (!args.some((arg) => HELP.includes(arg)))
      return command.run(parseOptions(name, command, args), Date.now)
    print(formatHelp(name, command))
  } else if (HELP.includes(name)) print(formatCommandList(commands))
  else if (name === '--version') print(readInventory().version)
  else if (name === '') throw new UsageError(formatCommandList(commands))
  // Not repeated: a secret may have been typed in the command's place.
  else throw new UsageError(`The command is unknown. Expected one of ${[...commands.keys()].join(', ')}`)
  return 0
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
