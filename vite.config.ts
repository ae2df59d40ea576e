import { availableParallelism } from 'node:os'
import react from '@vitejs/plugin-react'
import { defineConfig, type OxcOptions, type UserConfig } from 'vite'
import { asciiOutput, oneByteOutput } from './scripts/build/asciiOutput.js'
import { browserTargets } from './scripts/build/browserTargets.js'
import { compressedCopies } from './scripts/build/compressedCopies.js'
import { frameDocuments } from './scripts/build/frameDocuments.js'
import { hookFormWithoutRules } from './scripts/build/hookFormWithoutRules.js'
import { bundledEntries, isExternal, SDK_FOLDER } from './scripts/build/packageEntries.js'
import { plainDynamicImport } from './scripts/build/plainDynamicImport.js'
import { smallCardTypes } from './scripts/build/smallCardTypes.js'
import { smallPenpal } from './scripts/build/smallPenpal.js'
import { smallReactDom } from './scripts/build/smallReactDom.js'
import { smallZod } from './scripts/build/smallZod.js'
import { versionedCopy } from './scripts/build/versionedCopy.js'

/** The syntax of a script tag: browsers since 2020 can read it, and so report `unsupported_browser`. */
const SCRIPT_TARGET = 'es2020'

/**
 * Lowers class fields to assignments. Safari before 16 needs them lowered, and definitions, as the standard says, take more
 * bytes. By default Vite transforms only TypeScript, and lowers packages after they are bundled, without assumptions.
 */
function lowerSyntax(target: string | string[]): OxcOptions {
  return { target, assumptions: { setPublicClassFields: true }, include: /\.(?:[cm]?js|tsx?)$/, exclude: [] }
}

/**
 * What the build bundles: a row for each artifact, from where, into which folder, and for whom. scripts/build.mjs
 * makes them in this order. The TypeScript compiler makes the rest of dist: the server, the simulator, the shop, the
 * end to end tests and all declarations.
 */
export const artifacts: Record<string, UserConfig> = {
  // The form, for the iframe. The capture server serves dist/public.
  frame: {
    root: 'widget/frame',
    oxc: lowerSyntax(browserTargets),
    base: './',
    plugins: [
      react(),
      smallPenpal,
      smallZod,
      smallCardTypes,
      hookFormWithoutRules,
      smallReactDom,
      plainDynamicImport,
      oneByteOutput,
      frameDocuments,
      compressedCopies,
    ],
    build: {
      outDir: '../../dist/public/frame',
      emptyOutDir: true,
      target: browserTargets,
      modulePreload: { polyfill: false },
      rolldownOptions: { output: { chunkFileNames: ({ facadeModuleId }) => frameChunk(facadeModuleId) } },
    },
  },

  // The SDK as one script, for pages without a bundler: `<script src="…/sdk/v1/ingo-capture.js">`.
  script: {
    oxc: lowerSyntax(SCRIPT_TARGET),
    plugins: [smallPenpal, asciiOutput, versionedCopy, compressedCopies],
    build: {
      lib: {
        entry: 'widget/sdk/index.ts',
        formats: ['iife'],
        name: 'IngoCapture',
        fileName: () => 'ingo-capture.js',
      },
      // `IngoCapture` is a plain object, which needs no `Symbol.toStringTag`.
      rolldownOptions: { output: { generatedCode: { symbols: false } } },
      outDir: 'dist/public/sdk/v1',
      target: SCRIPT_TARGET,
      // 150 bytes smaller than by Vite's own minifier. Functions may become arrows: none is called with `new` or uses `this`.
      minify: 'terser',
      terserOptions: { ecma: 2020, compress: { passes: 3, unsafe_arrows: true } },
    },
  },

  // The package `ingo-capture`: every entry for `import`.
  modules: packageBundles('es', SDK_FOLDER, bundledEntries),

  // The same for `require`, for the entries that tests import: Jest can't `require` an ES module before Node 24.9.
  commonjs: packageBundles(
    'cjs',
    `${SDK_FOLDER}/cjs`,
    bundledEntries.filter(({ hasCommonjs }) => hasCommonjs),
  ),

  // The demo shop's React and web component pages, built from the published package, as a merchant would.
  shop: {
    plugins: [react()],
    build: {
      outDir: 'dist/demo/shop/bundles/examples',
      target: browserTargets,
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
  const language = /i18n\/([\w-]+)\/index\.ts$/.exec(module ?? '')?.[1]
  return `assets/${language ?? '[name]'}-[hash].js`
}

function packageBundles(format: 'es' | 'cjs', outDir: string, entries: typeof bundledEntries): UserConfig {
  return {
    oxc: lowerSyntax(browserTargets),
    plugins: [smallPenpal],
    build: {
      outDir,
      emptyOutDir: true,
      target: browserTargets,
      lib: { entry: Object.fromEntries(entries.map(({ name, source }) => [name, source])) },
      rolldownOptions: {
        external: isExternal,
        output: [
          {
            format,
            entryFileNames: '[name].js',
            chunkFileNames: 'shared-[hash].js',
            // Frameworks render components on a server by default: this one is for the browser.
            banner: ({ name }) => (name === 'react' ? "'use client'" : ''),
          },
        ],
      },
    },
  }
}

function testProject(name: string, folders: string, isolate: boolean) {
  return { extends: true as const, test: { name, include: [`${folders}/**/*.test.{ts,tsx}`], isolate } }
}

// `vite build --mode frame` makes one artifact. Without a mode this is the configuration of the tests.
export default defineConfig(({ mode }) => ({
  ...artifacts[mode],
  test: {
    // Long enough for a busy machine: no test measures speed.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 10_000 } },
    // One more than there are cores: tests that wait for a server or a timer leave a core idle. By default Vitest has one
    // less, which is half of a small CI machine, and it takes no percentage over 100.
    maxWorkers: availableParallelism() + 1,
    // The files of a project may share modules, so each test undoes what it has replaced.
    unstubGlobals: true,
    unstubEnvs: true,
    restoreMocks: true,
    projects: [
      // Files share the modules of their worker: loading them for each file took a third of the time. A module can't be
      // mocked here.
      testProject('shared', '{contract,backend,server,demo,e2e}', false),
      testProject('isolated', '{widget,scripts}', true),
    ],
  },
}))
