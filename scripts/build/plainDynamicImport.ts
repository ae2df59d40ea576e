import type { Plugin } from 'vite'

const VITE_PLUGIN = 'native:import-analysis-build'

/**
 * Removes the code that Vite adds to each `import()` to preload a chunk's style sheets and imports, because the frame's
 * chunks have none. The code is a helper of 0.8 k, and a function at each import.
 */
export const plainDynamicImport: Plugin = {
  name: 'plain-dynamic-import',
  configResolved({ plugins }) {
    const at = plugins.findIndex(({ name }) => name === VITE_PLUGIN)
    if (at < 0) throw new Error(`Vite has changed: scripts/build finds its plugin ${VITE_PLUGIN} no more.`)
    ;(plugins as Plugin[]).splice(at, 1)
  },
}
