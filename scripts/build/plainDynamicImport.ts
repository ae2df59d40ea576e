import type { Plugin } from 'vite'

const VITE_PLUGIN = 'native:import-analysis-build'

/**
 * Removes Vite's code around each `import()`, which preloads the style sheets and chunks that a chunk needs: the frame's
 * chunks have none. It is a helper of 0.8 k, and at each import a function that names what it returns.
 */
export const plainDynamicImport: Plugin = {
  name: 'plain-dynamic-import',
  configResolved({ plugins }) {
    const at = plugins.findIndex(({ name }) => name === VITE_PLUGIN)
    if (at < 0) throw new Error(`Vite has changed: scripts/build finds its plugin ${VITE_PLUGIN} no more.`)
    ;(plugins as Plugin[]).splice(at, 1)
  },
}
