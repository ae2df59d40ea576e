#!/usr/bin/env node
/**
 * `ingo-capture <command>`. Exit codes: 0 done, 1 could not run or not finish, 2 told to do something it
 * can't.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { ConfigError } from './config.js'
import { demo } from './demo.js'
import { doctor } from './doctor/doctor.js'
import { generateKeys } from './keygen.js'
import { unquoted } from './log.js'
import { serve, takeEnvironment } from './main.js'

type Command = { what: string; run: (args: string[]) => Promise<void>; takesArguments?: true }

const commands: Record<string, Command> = {
  demo: {
    what: 'simulator, capture server and demo shop on three local origins',
    run: async () => {
      const { stop, failed } = await demo(takeEnvironment(), say)
      await Promise.race([untilSignal(stop), failed.finally(stop)])
    },
  },
  serve: {
    what: 'the capture server, configured by the environment',
    run: async () => {
      process.on('uncaughtException', endWithoutQuoting)
      await untilSignal(await serve(takeEnvironment()))
    },
  },
  simulator: {
    what: 'a local stand-in for Ingo’s gateway that checks signatures',
    run: runSimulator,
  },
  doctor: {
    what: '--frame <url>: is what a server delivers to browsers what was built?',
    takesArguments: true,
    run: async (args) => {
      process.exitCode = (await doctor(args, say)) ? 0 : 1
    },
  },
  keygen: {
    what: 'prints a new secret key and a new sealing key',
    run: () => {
      for (const [name, key] of Object.entries(generateKeys())) say(`${name}=${key}`)
      return Promise.resolve()
    },
  },
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`)
}

function usage(): string {
  const lines = Object.entries(commands).map(([name, { what }]) => `  ${name.padEnd(10)} ${what}`)
  return ['Usage: ingo-capture <command>', '', ...lines].join('\n')
}

/** The simulator is a room of its own: it shares no code with the server that it checks. */
async function runSimulator(): Promise<void> {
  const path = fileURLToPath(new URL('../demo/simulator/main.js', import.meta.url))
  const child = spawn(process.execPath, [path], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  const [code] = (await once(child, 'exit')) as [number | null]
  process.exitCode = code ?? 1
}

/** Stops once on SIGTERM or SIGINT; a second signal ends the process at once. */
async function untilSignal(stop: () => Promise<boolean>): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        resolve()
      })
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  process.exit((await stop()) ? 0 : 1)
}

async function run([name = '', ...rest]: string[]): Promise<void> {
  if (['help', '--help', '-h'].includes(name)) {
    say(usage())
    return
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command || (rest.length > 0 && !command.takesArguments)) {
    complain(name === '' ? usage() : `Unknown: ${[name, ...rest].join(' ')}\n\n${usage()}`)
    process.exitCode = 2
    return
  }
  await command.run(rest)
}

/** Node would print the message, which may quote what was sent to us: the kind and the places tell enough. */
function endWithoutQuoting(error: unknown): void {
  complain(JSON.stringify({ level: 60, ...unquoted(error), msg: 'uncaught' }))
  process.exit(1)
}

/** One line for each thing to mend; never a stack, never a value. */
function explain(error: unknown): { lines: string[]; code: number } {
  if (error instanceof ConfigError) return { lines: error.problems, code: 2 }
  return { lines: [(error as Error).message], code: 1 }
}

run(process.argv.slice(2)).catch((error: unknown) => {
  const { lines, code } = explain(error)
  lines.forEach(complain)
  process.exit(code)
})
