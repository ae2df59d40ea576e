/** Bundles a page's script, as a merchant's own tools would. */
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const bundles = new Map<string, Promise<string>>()

/** The bundle of `e2e/pages/<name>` with React 18 or 19; built once. */
export function bundlePage(name: string, react: 18 | 19): Promise<string> {
  const key = `${name} ${react}`
  const bundle = bundles.get(key) ?? buildBundle(name, react)
  bundles.set(key, bundle)
  return bundle
}

async function buildBundle(name: string, react: 18 | 19): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"development"' },
    // React 18 is installed under these names, next to React 19.
    resolve: { alias: react === 18 ? { react: 'react-18', 'react-dom': 'react-dom-18' } : {} },
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL(`../pages/${name}`, import.meta.url)),
        formats: ['iife'],
        name: 'page',
      },
    },
  })
  const [result] = [built].flat()
  if (!result || !('output' in result)) throw new Error('Nothing was built.')
  return result.output[0].code
}
