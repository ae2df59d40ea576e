/** The options of `npm run bench`. */
import { parseArgs } from 'node:util'

/** Each part, and what it measures. */
export const parts = {
  bytes: 'what the server sends for a card’s form',
  arrival: 'the time from mount() until the card number can be typed, in Chromium',
  typing: 'the time from a key to the next paint, and the frame’s heap, in Chromium',
  allocation: 'what the garbage collector has to collect for each capture',
  proxy: 'CPU, latency and memory of the server, compared with a forwarder and two peers',
  memory: 'the memory of one process over 200,000 captures',
  growth: 'captures by connections and processes, and a store’s time by sessions',
  start: 'the time until the server and the demo respond',
  imports: 'the time of import() for each package',
}
export type Part = keyof typeof parts

export type Options = { only: Part[]; isQuick: boolean; writes: boolean }

/** What to do: run, or print a text and exit. */
export type Parsed = { run: Options } | { help: string } | { error: string }

const HELP = `npm run bench -- [options]

Measures each part, prints a table with the targets, and writes dist/bench/rows.json. All parts take about half an
hour. It exits with 0 whatever the figures, and with 2 for an invalid option.

  --only <part>[,<part>]  measures only these parts
  --quick                 takes fewer samples: a test of the bench itself, not for figures to compare
  --write                 updates docs/evidence/performance.md; with --only, the tables of those parts
  --help                  prints this text

Parts:
${Object.entries(parts)
  .map(([name, text]) => `  ${name.padEnd(12)}${text}`)
  .join('\n')}
`

function isPart(name: string): name is Part {
  return Object.hasOwn(parts, name)
}

/** Parses the arguments. An error is one line that names the option. */
export function parseOptions(args: string[]): Parsed {
  let values
  try {
    values = parseArgs({
      args,
      options: {
        only: { type: 'string' },
        quick: { type: 'boolean' },
        write: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    // Node adds advice about positional arguments, of which there are none.
    const [problem = ''] = (error as Error).message.split('. ')
    return { error: `bench: ${problem}. See npm run bench -- --help` }
  }
  if (values.help) return { help: HELP }
  const wanted = values.only?.split(',') ?? Object.keys(parts)
  const unknown = wanted.filter((name) => !isPart(name))
  if (unknown.length > 0)
    return { error: `--only: there is no ${unknown.join(', ')}: ${Object.keys(parts).join(', ')}` }
  return {
    run: { only: wanted.filter(isPart), isQuick: values.quick === true, writes: values.write === true },
  }
}
