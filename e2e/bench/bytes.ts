/**
 * What is sent, to the byte, each file compressed as well as can be: the host's script, and all that a card's form
 * loads; and whose bytes its script is made of.
 */
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { row, type Row } from './figures.js'
import { startBench } from './proxy/subjects.js'
import { weights } from './weights.js'

const part = 'bytes'

type Size = { gzip: number; brotli: number }

async function sizeOf(url: string): Promise<Size & { text: string }> {
  const response = await fetch(url)
  const body = Buffer.from(await response.arrayBuffer())
  return {
    text: body.toString(),
    gzip: gzipSync(body, { level: 9 }).length,
    brotli: brotliCompressSync(body).length,
  }
}

/** Scripts, style sheets and preloads that a document names. */
function namedIn(document: string, url: string): string[] {
  const named = [...document.matchAll(/<(?:script|link)[^>]+(?:src|href)="([^"]+)"/g)]
  return named.map(([, path = '']) => new URL(path, url).href)
}

function rowsOf(name: string, { gzip, brotli }: Size, limit?: { gzip?: number; brotli?: number }): Row[] {
  return [
    row([gzip / 1000], {
      part,
      name,
      unit: 'kB gzip',
      ...(limit?.gzip && { target: { atMost: limit.gzip } }),
    }),
    row([brotli / 1000], {
      part,
      name,
      unit: 'kB brotli',
      ...(limit?.brotli && { target: { atMost: limit.brotli } }),
    }),
  ]
}

export async function bytes(): Promise<Row[]> {
  const bench = await startBench({})
  try {
    const [, ours] = bench.subjects
    const origin = ours?.url ?? ''
    const script = await sizeOf(`${origin}/sdk/v1/ingo-capture.js`)
    const url = `${origin}/frame/bench?form=card`
    const document = await sizeOf(url)
    const parts = await Promise.all(namedIn(document.text, url).map(sizeOf))
    const all = [document, ...parts]
    const total = {
      gzip: all.reduce((sum, { gzip }) => sum + gzip, 0),
      brotli: all.reduce((sum, { brotli }) => sum + brotli, 0),
    }
    return [
      ...rowsOf('host page: the script', script, { gzip: 8 }),
      ...rowsOf('frame: its document', document, { gzip: 14 }),
      ...rowsOf('frame: everything for a card', total, { gzip: 110, brotli: 94 }),
      ...(await weights(part)),
    ]
  } finally {
    await bench.stop()
  }
}
