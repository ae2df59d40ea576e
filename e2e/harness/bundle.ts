/** A page's script, bundled as a merchant's own tools would do it. */
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const bundles = new Map<string, Promise<string>>()

/** Of `e2e/pages/<name>`, with the React that is asked for. */
export function bundled(name: string, react: 18 | 19): Promise<string> {
  const key = `${name} ${react}`
  const bundle = bundles.get(key) ?? bundleOf(name, react)
  bundles.set(key, bundle)
  return bundle
}

async function bundleOf(name: string, react: 18 | 19): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"development"' },
    // React's other major, beside ours, is installed under these names.
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
