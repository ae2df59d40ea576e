import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/** Copies each script to a name with the version and a hash, so that a page can pin the exact bytes. */
export const versionedCopy: Plugin = {
  name: 'versioned-copy',
  generateBundle(_options, bundle) {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue
      const hash = createHash('sha256').update(chunk.code).digest('hex').slice(0, 8)
      const fileName = chunk.fileName.replace('.js', `-${version}-${hash}.js`)
      this.emitFile({ type: 'asset', fileName, source: chunk.code })
    }
  },
}
