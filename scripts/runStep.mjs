// Runs a command as one step of `npm start` or `npm test`. Prints a line with the step's name and time, and the
// command's output only if it fails. Plain JavaScript without packages, because it runs before anything is installed.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stripVTControlCharacters } from 'node:util'

/** Resolves when the command has succeeded. Otherwise prints its output and ends this process with its exit code. */
export function runStep(name, command, args) {
  return startStep(name, command, args)()
}

/**
 * Starts a step beside others. Returns a function that prints the step's line, waits for its end,
 * and ends like `runStep`.
 */
export function startStep(name, command, args) {
  const began = Date.now()
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const output = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => output.push(part))
  const ended = once(child, 'close')
    .catch((error) => [error.message])
    .then(([code, signal]) => ({ code, signal, seconds: `${Math.round((Date.now() - began) / 1000)} s` }))
  return async () => {
    process.stdout.write(`${name} … `)
    const { code, signal, seconds } = await ended
    const text = Buffer.concat(output).toString()
    if (code === 0) {
      process.stdout.write(`${[seconds, countTests(text)].filter(Boolean).join(', ')}\n`)
      return
    }
    process.stdout.write(`failed after ${seconds}\n${text}`)
    process.stdout.write(`\n${name}: \`${[command, ...args].join(' ')}\` ended with ${code ?? signal}\n`)
    process.exit(typeof code === 'number' ? code : 1)
  }
}

/** The count in the last line of a test command, such as `183 passed`. */
function countTests(text) {
  const counts = stripVTControlCharacters(text).match(/\b\d+ passed\b/g)
  return counts?.at(-1)
}
