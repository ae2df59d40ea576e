import react from '@vitejs/plugin-react'
import { readFileSync } from 'node:fs'
import { defineConfig, type Plugin, type UserConfig } from 'vite'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

/** A chunk of ours has no style sheet or chunk of its own to preload: the helper for those would cost 0.8 k. */
const plainImport: Plugin = {
  name: 'plain-import',
  enforce: 'pre',
  load: (id) =>
    id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load()' : undefined,
}

/** The script under a name that never means other bytes, for pages that pin it. */
const versionedCopy: Plugin = {
  name: 'versioned-copy',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue
      this.emitFile({
        type: 'asset',
        fileName: chunk.fileName.replace('.js', `-${version}.js`),
        source: chunk.code,
      })
    }
  },
}

// dist/public is the capture server's one static root; dist/sdk is what npm users import.
const builds: Record<string, UserConfig> = {
  frame: {
    root: 'widget/frame',
    base: './',
    plugins: [react(), plainImport],
    build: {
      outDir: '../../dist/public/frame',
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      target: 'es2022',
    },
  },
  sdk: {
    build: {
      lib: { entry: 'widget/sdk/index.ts', formats: ['es', 'cjs'], fileName: 'index' },
      outDir: 'dist/sdk',
      target: 'es2022',
    },
  },
  script: {
    plugins: [versionedCopy],
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
  test: { include: ['{contract,widget,server,demo}/**/*.test.{ts,tsx}'] },
}))
