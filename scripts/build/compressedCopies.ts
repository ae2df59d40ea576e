import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** Writes a `.br` and a `.gz` beside each script. The best compression would take too long at the server's start. */
export const compressedCopies: Plugin = {
  name: 'compressed-copies',
  closeBundle: {
    order: 'post',
    handler() {
      const { root, build } = this.environment.config
      compressFolder(join(root, build.outDir))
    },
  },
}

function compressFolder(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:js|css)$/.test(name)) continue
    const path = join(folder, name)
    const body = readFileSync(path)
    writeFileSync(`${path}.br`, brotliCompressSync(body))
    writeFileSync(`${path}.gz`, gzipSync(body, { level: 9 }))
  }
}
