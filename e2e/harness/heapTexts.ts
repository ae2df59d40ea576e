/** The texts in the memory of a page, or of a frame of another site, which has a process of its own. */
import type { Frame, Page } from '@playwright/test'

/** The format of Chromium's heap snapshots: flat lists of numbers, whose fields `meta` names. */
type Snapshot = {
  snapshot: { meta: { node_fields: string[]; node_types: [string[]]; edge_fields: string[] } }
  nodes: number[]
  edges: number[]
  strings: string[]
}

/** Returns the texts that match `pattern`, after a garbage collection. Chromium only. */
export async function findHeapTexts(target: Page | Frame, pattern: RegExp): Promise<string[]> {
  const page = 'page' in target ? target.page() : target
  const cdp = await page.context().newCDPSession(target)
  const chunks: string[] = []
  cdp.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await cdp.send('HeapProfiler.enable')
  await cdp.send('HeapProfiler.collectGarbage')
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await cdp.detach()
  const snapshot = JSON.parse(chunks.join('')) as Snapshot
  return [...snapshot.strings, ...joinTexts(snapshot)].filter((text) => pattern.test(text))
}

/** The texts that are stored as two parts, because a script has concatenated them. */
function joinTexts({ snapshot: { meta }, nodes, edges, strings }: Snapshot): string[] {
  const [typeAt, nameAt, countAt] = ['type', 'name', 'edge_count'].map((name) =>
    meta.node_fields.indexOf(name),
  )
  const [partAt, toAt] = ['name_or_index', 'to_node'].map((name) => meta.edge_fields.indexOf(name))
  const joined = meta.node_types[0].indexOf('concatenated string')
  const read = (list: number[], start: number, offset = 0) => list[start + offset] ?? 0
  const parts = new Map<number, number[]>()
  let edge = 0
  for (let node = 0; node < nodes.length; node += meta.node_fields.length) {
    const end = edge + read(nodes, node, countAt) * meta.edge_fields.length
    if (read(nodes, node, typeAt) === joined) {
      const found: number[] = []
      for (let at = edge; at < end; at += meta.edge_fields.length)
        if (/^(?:first|second)$/.test(strings[read(edges, at, partAt)] ?? ''))
          found.push(read(edges, at, toAt))
      parts.set(node, found)
    }
    edge = end
  }
  const toText = (node: number): string =>
    parts.get(node)?.map(toText).join('') ?? strings[read(nodes, node, nameAt)] ?? ''
  return [...parts.keys()].map(toText)
}
