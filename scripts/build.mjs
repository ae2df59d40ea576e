// `npm run build`: makes dist. What is bundled, from where, to where and for whom is the table in vite.config.ts.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { build, runnerImport } from 'vite'

// Set before the table is loaded: Vite would set it to development then, and build React for development.
process.env.NODE_ENV = 'production'

// Beside the bundles: it takes one core for longer than they take, and neither reads what the other writes.
const compiler = spawn(process.execPath, ['node_modules/typescript/bin/tsc', '-b'], { stdio: 'inherit' })
const compiled = once(compiler, 'exit')

const { module } = await runnerImport('./vite.config.ts', { configFile: false, logLevel: 'error' })
for (const artifact of Object.values(module.artifacts)) {
  await build({ configFile: false, logLevel: 'warn', ...artifact })
}

const [status] = await compiled
if (status !== 0) process.exit(1)
await import('./build/removeStaleOutput.mjs')

// These read what is built by now: the scripts' hashes, the server's own schemas, and the files of both packages.
await import('./build/assetInventory.mjs')
await import('./build/apiReference.mjs')
await import('./sbom.mjs')
await runnerImport('./scripts/build/packages.ts', { configFile: false, logLevel: 'error' })
