import { cpSync, writeFileSync } from 'node:fs'
import type { Plugin } from 'vite'

const ROOMS = ['contract', 'widget/protocol', 'widget/sdk', 'server', 'e2e/kit', 'demo/simulator']

/**
 * Makes dist/cjs CommonJS, and gives it its own copy of the declarations: TypeScript reads a declaration as ESM or
 * CommonJS by the `type` of the nearest package.json.
 */
export const commonjsTypes: Plugin = {
  name: 'commonjs-types',
  closeBundle() {
    writeFileSync('dist/cjs/package.json', '{ "type": "commonjs" }\n')
    for (const room of ROOMS) {
      cpSync(`dist/${room}`, `dist/cjs/types/${room}`, {
        recursive: true,
        filter: (path) => !path.includes('.') || /(?<!\.(test|case))\.d\.ts$/.test(path),
      })
    }
  },
}
