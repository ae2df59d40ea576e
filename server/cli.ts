#!/usr/bin/env node
/** `ingo-capture <command>`. Exit codes: 0 done, 1 could not be done or something is wrong, 2 told what it can't do. */
import { complain, helpOf, listOf, readOptions, say, UsageError, type Command } from './cli/command.js'
import { doctorCommand } from './cli/doctorCommand.js'
import { demoCommand, keygenCommand, simulatorCommand } from './cli/local.js'
import { serveCommand } from './cli/serve.js'
import { signCommand } from './cli/sign.js'
import { ConfigError } from './config/config.js'
import { readInventory } from './http/static/inventory.js'

const commands = new Map<string, Command>([
  ['serve', serveCommand],
  ['demo', demoCommand],
  ['simulator', simulatorCommand],
  ['doctor', doctorCommand],
  ['sign', signCommand],
  ['keygen', keygenCommand],
])
const HELP = ['help', '--help', '-h']

/** Resolves to the exit code. */
async function run([name = '', ...args]: string[]): Promise<number> {
  const [asked] = HELP.includes(name) ? args : []
  if (asked !== undefined && !HELP.includes(asked)) return run([asked, '--help'])
  const command = commands.get(name)
  if (command) {
    if (!args.some((arg) => HELP.includes(arg))) return command.run(readOptions(name, command, args))
    say(helpOf(name, command))
  } else if (HELP.includes(name)) say(listOf(commands))
  else if (name === '--version') say(readInventory().version)
  else if (name === '') throw new UsageError(listOf(commands))
  else throw new UsageError(`There is no command ${name}: see ingo-capture --help`)
  return 0
}

/** One line for each thing to mend; never a stack, never a value. */
function explain(error: unknown): number {
  if (error instanceof ConfigError) error.problems.forEach(complain)
  else complain((error as Error).message)
  return error instanceof ConfigError || error instanceof UsageError ? 2 : 1
}

process.exit(await run(process.argv.slice(2)).catch(explain))
