import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'vite'

// dist/public is the capture server's one static root; dist/sdk is what npm users import.
const builds: Record<string, UserConfig> = {
  frame: {
    root: 'widget/frame',
    base: './',
    plugins: [react()],
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
