/** Measures the time to import each entry of the packages, each time in a new process. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { row, type Row } from './figures.js'

const part = 'imports'
const run = promisify(execFile)
const built = (path: string) => new URL(`../../${path}`, import.meta.url).href

/** `atMost` is the target in ms. */
const entries: { name: string; url: string; atMost?: number }[] = [
  { name: 'ingo-capture/backend', url: built('packages/ingo-capture/backend.js'), atMost: 20 },
  { name: 'ingo-capture', url: built('packages/ingo-capture/index.js') },
  { name: 'ingo-capture-server', url: built('server/index.js') },
]

/** In ms. The process imports an empty module first, because its first import also loads Node's own loader. */
async function measureImport(url: string): Promise<number> {
  const script = `await import('data:text/javascript,')
const began = performance.now()
await import(${JSON.stringify(url)})
console.log(performance.now() - began)
process.exit()`
  const cwd = fileURLToPath(new URL('.', import.meta.url))
  return Number((await run(process.execPath, ['--input-type=module', '--eval', script], { cwd })).stdout)
}

/** Measures each entry in turn, `rounds` times. */
export async function imports(rounds: number): Promise<Row[]> {
  const samples = new Map<string, number[]>()
  for (let round = 0; round < rounds; round++) {
    for (const { name, url } of entries)
      samples.set(name, [...(samples.get(name) ?? []), await measureImport(url)])
  }
  return entries.map(({ name, atMost }) =>
    row(samples.get(name) ?? [], {
      part,
      name: `import of ${name}, cold`,
      unit: 'ms',
      target: atMost === undefined ? undefined : { atMost },
    }),
  )
}
