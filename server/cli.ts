#!/usr/bin/env node
/** `ingo-capture-server <command>`. Exit codes: 0 success, 1 failed or a problem was found, 2 invalid usage or setting. */
import {
  describeUnknownCommand,
  formatCommandList,
  formatHelp,
  parseOptions,
  print,
  printError,
  UsageError,
  type Command,
} from './cli/command.js'
import { isMissingSetting, loadSettingsFile, unreadFileHint } from './cli/settingsFile.js'
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
    if (!args.some((arg) => HELP.includes(arg))) {
      const values = parseOptions(name, command, args)
      loadSettingsFile(name, values)
      return command.run(values, Date.now)
    }
    print(formatHelp(name, command))
  } else if (HELP.includes(name)) print(await listCommands())
  else if (name === '--version') print(await readVersion())
  else if (name === '') throw new UsageError(await listCommands())
  else throw new UsageError(describeUnknownCommand(name, [...loaders.keys()]))
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

/** Prints one line for each problem, without a stack and without a value. Returns the exit code. */
function printFailure(error: unknown): number {
  const problems = error instanceof ConfigError ? error.problems : [(error as Error).message]
  problems.forEach(printError)
  const isInvalid = error instanceof ConfigError || error instanceof UsageError
  const hint = isInvalid && problems.some(isMissingSetting) ? unreadFileHint() : undefined
  if (hint !== undefined) printError(hint)
  return isInvalid ? 2 : 1
}

process.exit(await run(process.argv.slice(2)).catch(printFailure))
