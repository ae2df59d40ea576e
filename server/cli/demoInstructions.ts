/** The instructions that `demo` prints when the shop is ready: addresses and test values. */
import { relative } from 'node:path'

/** The origins of the demo's three processes, without a slash at the end. */
export type Origins = Record<'capture' | 'shop' | 'simulator', string>

/** `script` is the path by which this process was started; `now` is in ms since 1970. */
export function formatInstructions(
  { capture, shop, simulator }: Origins,
  script: string,
  now: number,
): string {
  // In a clone of the repository, npx would look for the package in the registry.
  const command = script.endsWith('cli.js') ? `node ${relative('.', script)}` : 'npx ingo-capture-server'
  const next: [where: string, what: string][] = [
    [`${shop}/playground`, 'change the appearance, and see the events'],
    [`${simulator}/scenarios`, 'cards that are declined, slow or lost'],
    [`${command} webhooks listen`, 'prints the webhooks'],
  ]
  const width = Math.max(...next.map(([where]) => where.length))
  return `The shop is at ${shop}. Open it in a browser and type:
  card     4111 1111 1111 1111, expiration ${futureExpiration(now)}, security code 123
  name     Alex Rivera
  address  100 Innovation Way, Anytown, GA 30301
The page then shows the token that it received, and the token that its backend read.

Next:
${next.map(([where, what]) => `  ${where.padEnd(width)}  ${what}`).join('\n')}
The capture server is at ${capture}. Ctrl+C stops all three.`
}

/** An expiration date three years from now, as a cardholder types it. */
function futureExpiration(now: number): string {
  return `12 / ${(new Date(now).getUTCFullYear() + 3) % 100}`
}
