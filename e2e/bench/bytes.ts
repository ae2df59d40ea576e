/**
 * Measures bytes, each file at the best compression: the host page's script, and everything that a card form loads.
 * Also measures the share of each package in the form's script.
 */
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { row, type Row } from './figures.js'
import { startBench } from './proxy/subjects.js'
import { weights } from './weights.js'

const part = 'bytes'

type Size = { gzip: number; brotli: number }

async function measureSize(url: string): Promise<Size & { text: string }> {
  const response = await fetch(url)
  const body = Buffer.from(await response.arrayBuffer())
  return {
    text: body.toString(),
    gzip: gzipSync(body, { level: 9 }).length,
    brotli: brotliCompressSync(body).length,
  }
}

/** URLs of the scripts, style sheets and preloads in a document. */
function linkedUrls(document: string, url: string): string[] {
  const links = [...document.matchAll(/<(?:script|link)[^>]+(?:src|href)="([^"]+)"/g)]
  return links.map(([, path = '']) => new URL(path, url).href)
}

function toRows(name: string, { gzip, brotli }: Size, limit?: { gzip?: number; brotli?: number }): Row[] {
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

/** Measures the sizes of the built files. */
export async function bytes(): Promise<Row[]> {
  const bench = await startBench({})
  try {
    const [, ours] = bench.subjects
    const origin = ours?.url ?? ''
    const script = await measureSize(`${origin}/sdk/v1/ingo-capture.js`)
    const url = `${origin}/frame/bench?form=card`
    const document = await measureSize(url)
    const parts = await Promise.all(linkedUrls(document.text, url).map(measureSize))
    const all = [document, ...parts]
    const total = {
      gzip: all.reduce((sum, { gzip }) => sum + gzip, 0),
      brotli: all.reduce((sum, { brotli }) => sum + brotli, 0),
    }
    return [
      ...toRows('host page: the script', script, { gzip: 9.5 }),
      ...toRows('frame: its document', document, { gzip: 14 }),
      ...toRows('frame: everything for a card', total, { gzip: 112, brotli: 96 }),
      ...(await weights(part)),
    ]
  } finally {
    await bench.stop()
  }
}
