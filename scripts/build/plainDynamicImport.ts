import type { Plugin } from 'vite'

/** Replaces Vite's preload helper (0.8 k): the frame's chunks have no style sheet or chunk of their own to preload. */
export const plainDynamicImport: Plugin = {
  name: 'plain-dynamic-import',
  enforce: 'pre',
  load: (id) =>
    id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load()' : undefined,
}
