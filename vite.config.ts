import { createHash } from 'node:crypto'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type UserConfig } from 'vite'
import { compressed, documents } from './scripts/build/documents.js'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

/** A chunk of ours has no style sheet or chunk of its own to preload: the helper for those would cost 0.8 k. */
const plainImport: Plugin = {
  name: 'plain-import',
  enforce: 'pre',
  load: (id) =>
    id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load()' : undefined,
}

/** The script under a name that never means other bytes, not even those of another build: for pages that pin it. */
const versionedCopy: Plugin = {
  name: 'versioned-copy',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue
      const hash = createHash('sha256').update(chunk.code).digest('hex').slice(0, 8)
      const fileName = chunk.fileName.replace('.js', `-${version}-${hash}.js`)
      this.emitFile({ type: 'asset', fileName, source: chunk.code })
    }
  },
}

/** In dist/cjs a `.js` is CommonJS, and the same declarations, copied, are those of CommonJS. */
const commonjsTypes: Plugin = {
  name: 'commonjs-types',
  closeBundle() {
    writeFileSync('dist/cjs/package.json', '{ "type": "commonjs" }\n')
    for (const room of ['contract', 'widget/protocol', 'widget/sdk', 'server', 'e2e/kit', 'demo/simulator']) {
      cpSync(`dist/${room}`, `dist/cjs/types/${room}`, {
        recursive: true,
        filter: (path) => !path.includes('.') || /(?<!\.(test|case))\.d\.ts$/.test(path),
      })
    }
  },
}

const sdkEntries = {
  index: 'widget/sdk/index.ts',
  react: 'widget/sdk/react.tsx',
  element: 'widget/sdk/element.ts',
}

function sdk(format: 'es' | 'cjs', outDir: string): UserConfig {
  return {
    build: {
      lib: { entry: sdkEntries, formats: [format], fileName: (_format, name) => `${name}.js` },
      outDir,
      target: 'es2022',
      rolldownOptions: {
        external: [/^react(\/|$)/],
        output: {
          chunkFileNames: 'shared-[hash].js',
          // Where components render on a server by default, this one says that it is for the browser.
          banner: ({ name }) => (name === 'react' ? "'use client'" : ''),
        },
      },
    },
  }
}

// dist/public is the capture server's one static root; dist/sdk and dist/cjs are what npm users import.
const builds: Record<string, UserConfig> = {
  frame: {
    root: 'widget/frame',
    base: './',
    plugins: [react(), plainImport, documents, compressed],
    build: {
      outDir: '../../dist/public/frame',
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      target: 'es2022',
      rolldownOptions: {
        output: {
          // A language's chunk has the language's name, which is that of its folder.
          chunkFileNames: ({ facadeModuleId }) =>
            `assets/${/i18n\/(\w+)\/form\.ts$/.exec(facadeModuleId ?? '')?.[1] ?? '[name]'}-[hash].js`,
        },
      },
    },
  },
  sdk: sdk('es', 'dist/sdk'),
  cjs: sdk('cjs', 'dist/cjs'),
  node: {
    plugins: [commonjsTypes],
    build: {
      ssr: true,
      outDir: 'dist/cjs',
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: {
        input: { server: 'server/index.ts', playwright: 'e2e/kit/index.ts' },
        // What is shared goes into chunks: else an entry exports what its own chunks need of it.
        preserveEntrySignatures: 'strict',
        output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: 'shared-[hash].js' },
      },
    },
  },
  shop: {
    build: {
      outDir: 'dist/demo/shop/bundles/examples',
      target: 'es2022',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { react: 'demo/shop/examples/react.tsx', element: 'demo/shop/examples/element.ts' },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  script: {
    plugins: [versionedCopy, compressed],
    build: {
      lib: {
        entry: 'widget/sdk/index.ts',
        formats: ['iife'],
        name: 'IngoCapture',
        fileName: () => 'ingo-capture.js',
      },
      outDir: 'dist/public/sdk/v1',
      target: 'es2022',
    },
  },
}

export default defineConfig(({ mode }) => ({
  ...builds[mode],
  // Long enough for a busy machine: nothing here is about speed.
  test: { include: ['{contract,widget,server,demo,e2e,scripts}/**/*.test.{ts,tsx}'], testTimeout: 30_000 },
}))
