// The docs site: `npm run docs` builds it from the Markdown of the repository into dist/site.
import { join } from 'node:path'
import { defineConfig } from 'vitepress'
import { drawDiagrams } from './diagrams.mjs'
import { mendLinks } from './links.mjs'
import { writeLlms } from './llms.mjs'
import { sections } from './sections.mjs'

/**
 * The site's icon, a card. It is inlined, because the site's root is the repository, which has no
 * folder of public files.
 */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect y="5" width="32" height="22" rx="4" fill="#3451b2"/><path d="M0 11h32v4H0z" fill="#fff"/></svg>'

const repository = join(import.meta.dirname, '../..')

export default defineConfig({
  title: 'ingo-capture',
  description: 'Hosted card capture for Ingo Payments that a merchant runs itself.',
  lang: 'en-US',
  head: [['link', { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(ICON)}` }]],
  srcDir: repository,
  outDir: join(repository, 'dist/site'),
  cacheDir: join(repository, 'dist/site-cache'),
  srcExclude: ['**/dist/**', '.changeset/**', 'e2e/**', 'demo/**', 'site/node_modules/**', 'test-results/**'],
  // The site has its own home page, because the README is written for GitHub.
  rewrites: { 'site/index.md': 'index.md' },
  cleanUrls: false,
  lastUpdated: false,
  ignoreDeadLinks: 'localhostLinks',
  markdown: {
    config(md) {
      mendLinks(md)
      drawDiagrams(md)
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Quickstart', link: '/docs/quickstart' },
      { text: 'API', link: '/docs/api' },
      { text: 'OpenAPI', link: '/api.html', target: '_self' },
      { text: 'Playground', link: 'http://localhost:4181/playground' },
    ],
    sidebar: sections.map(({ text, pages }) => ({
      text,
      items: pages.map(([name, path]) => ({ text: name, link: `/${path}` })),
    })),
  },
  // The repository's Vite configuration is for another version of Vite.
  vite: { configFile: false },
  buildEnd: ({ outDir }) => writeLlms(repository, outDir),
})
