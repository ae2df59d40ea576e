import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'vite'
import { commonjsTypes } from './scripts/build/commonjsTypes.js'
import { compressedCopies } from './scripts/build/compressedCopies.js'
import { frameDocuments } from './scripts/build/frameDocuments.js'
import { penpalWithoutLog } from './scripts/build/penpalWithoutLog.js'
import { plainDynamicImport } from './scripts/build/plainDynamicImport.js'
import { versionedCopy } from './scripts/build/versionedCopy.js'

/** The syntax that browsers get: of those since 2022. */
const target = 'es2022'

/**
 * What the build bundles: a row for each artifact, from where, into which folder, and for whom. scripts/build.mjs
 * makes them in this order. The TypeScript compiler makes the rest of dist: the server, the simulator, the shop, the
 * end to end tests and all declarations.
 */
export const artifacts: Record<string, UserConfig> = {
  // The form, for the iframe. The capture server serves dist/public.
  frame: {
    root: 'widget/frame',
    base: './',
    plugins: [react(), penpalWithoutLog, plainDynamicImport, frameDocuments, compressedCopies],
    build: {
      outDir: '../../dist/public/frame',
      emptyOutDir: true,
      target,
      modulePreload: { polyfill: false },
      rolldownOptions: { output: { chunkFileNames: ({ facadeModuleId }) => frameChunk(facadeModuleId) } },
    },
  },

  // The SDK as one script, for pages without a bundler: `<script src="…/sdk/v1/ingo-capture.js">`.
  script: {
    plugins: [penpalWithoutLog, versionedCopy, compressedCopies],
    build: {
      lib: {
        entry: 'widget/sdk/index.ts',
        formats: ['iife'],
        name: 'IngoCapture',
        fileName: () => 'ingo-capture.js',
      },
      outDir: 'dist/public/sdk/v1',
      target,
    },
  },

  // The SDK, for `import` and `require` from npm: `ingo-capture`, `/react`, `/element`. React is the user's own.
  sdk: {
    plugins: [penpalWithoutLog],
    build: {
      target,
      lib: {
        entry: {
          index: 'widget/sdk/index.ts',
          react: 'widget/sdk/react.tsx',
          element: 'widget/sdk/element.ts',
        },
      },
      rolldownOptions: {
        external: [/^react(\/|$)/],
        output: [sdkOutput('es', 'dist/sdk'), sdkOutput('cjs', 'dist/cjs')],
      },
    },
  },

  // The server's functions and the Playwright kit, for `require` from npm. For `import`, the compiler's files serve.
  commonjs: {
    plugins: [commonjsTypes],
    build: {
      ssr: true,
      outDir: 'dist/cjs',
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: {
        input: { server: 'server/index.ts', playwright: 'e2e/kit/index.ts' },
        // Puts shared code into chunks of its own: an entry would otherwise export what its chunks need.
        preserveEntrySignatures: 'strict',
        output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: 'shared-[hash].js' },
      },
    },
  },

  // The demo shop's React and web component pages, built from the published SDK in dist/sdk, as a merchant would.
  shop: {
    plugins: [react()],
    build: {
      outDir: 'dist/demo/shop/bundles/examples',
      target,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { react: 'demo/shop/examples/react.tsx', element: 'demo/shop/examples/element.ts' },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
}

/** A language's chunk gets the language's name, which is the name of its folder. */
function frameChunk(module: string | null): string {
  const language = /i18n\/(\w+)\/form\.ts$/.exec(module ?? '')?.[1]
  return `assets/${language ?? '[name]'}-[hash].js`
}

function sdkOutput(format: 'es' | 'cjs', dir: string) {
  return {
    format,
    dir,
    entryFileNames: '[name].js',
    chunkFileNames: 'shared-[hash].js',
    // Frameworks render components on a server by default: this one is for the browser.
    banner: ({ name }: { name: string }) => (name === 'react' ? "'use client'" : ''),
  }
}

// `vite build --mode frame` makes one artifact. Without a mode this is the configuration of the tests.
export default defineConfig(({ mode }) => ({
  ...artifacts[mode],
  test: {
    include: ['{contract,widget,server,demo,e2e,scripts}/**/*.test.{ts,tsx}'],
    // Long enough for a busy machine: no test measures speed.
    testTimeout: 30_000,
    // All cores: by default Vitest leaves one idle, which is half of a small CI machine.
    maxWorkers: '100%',
  },
}))
