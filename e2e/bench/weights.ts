/** Measures the share of each package in the form's script, character by character. */
import { SourceMap, type SourceMapPayload } from 'node:module'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, type Rolldown } from 'vite'
import { row, type Row } from './figures.js'

const frame = join(import.meta.dirname, '../../../widget/frame')

async function script(): Promise<Rolldown.OutputChunk> {
  const built = await build({
    root: frame,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { write: false, sourcemap: true, target: 'es2022', modulePreload: { polyfill: false } },
  })
  const chunks = [built].flat().flatMap((result) => ('output' in result ? result.output : []))
  const entry = chunks.find((chunk) => chunk.type === 'chunk' && chunk.isEntry)
  if (entry?.type !== 'chunk') throw new Error('The frame has no script.')
  return entry
}

/** A package's name such as `react-dom`, or `ours`. */
function packageName(source: string): string {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? 'ours'
}

/** The packages, largest first, before compression: compressed bytes can't be assigned to one package. */
export async function weights(part: string): Promise<Row[]> {
  const { code, map } = await script()
  const sources = new SourceMap(map as unknown as SourceMapPayload)
  const sizes = new Map<string, number>()
  code.split('\n').forEach((line, at) => {
    for (let column = 0; column < line.length; column++) {
      const entry = sources.findEntry(at, column)
      const name = packageName('originalSource' in entry ? entry.originalSource : '')
      sizes.set(name, (sizes.get(name) ?? 0) + 1)
    }
  })
  return [...sizes]
    .sort(([, one], [, other]) => other - one)
    .map(([name, size]) =>
      row([size / 1000], {
        part,
        name: `of the frame’s script: ${name}`,
        unit: 'kB minified',
        note: `${((size / code.length) * 100).toFixed(1)} %`,
      }),
    )
}
