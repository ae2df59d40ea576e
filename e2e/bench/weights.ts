/** Measures the share of each package in the form's script, in characters. */
import { SourceMap, type SourceMapPayload } from 'node:module'
import { join } from 'node:path'
import { build, runnerImport, type PluginOption, type Rolldown, type UserConfig } from 'vite'
import { row, type Row } from './figures.js'

const repository = join(import.meta.dirname, '../../..')

/** Builds the form's script as `npm run build` does, and keeps it in memory with its source map. */
async function script(): Promise<Rolldown.OutputChunk> {
  // Set before vite.config.ts is loaded. Otherwise Vite sets it to development, and builds React for development.
  process.env.NODE_ENV = 'production'
  const { module } = await runnerImport<{ artifacts: { frame: UserConfig } }>(
    join(repository, 'vite.config.ts'),
    { configFile: false, logLevel: 'error' },
  )
  const { plugins, build: options } = module.artifacts.frame
  const built = await build({
    ...module.artifacts.frame,
    root: join(repository, 'widget/frame'),
    configFile: false,
    logLevel: 'error',
    // Without the plugin that compresses the files, because nothing is written.
    plugins: plugins?.filter((plugin) => !isCompressedCopies(plugin)),
    build: { ...options, write: false, sourcemap: true },
  })
  const chunks = [built].flat().flatMap((result) => ('output' in result ? result.output : []))
  const entry = chunks.find((chunk) => chunk.type === 'chunk' && chunk.isEntry)
  if (entry?.type !== 'chunk') throw new Error('The frame has no script.')
  return entry
}

function isCompressedCopies(plugin: PluginOption): boolean {
  return !!plugin && 'name' in plugin && plugin.name === 'compressed-copies'
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
