// `npm run build`: makes dist. The table of bundles, with their sources and targets, is in vite.config.ts.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { build, runnerImport } from 'vite'

// Set before vite.config.ts is loaded. Otherwise Vite sets it to development, and builds React for development.
process.env.NODE_ENV = 'production'

// The compiler runs beside the bundler: it needs one core for longer, and neither reads the other's output.
const compiler = spawn(process.execPath, ['node_modules/typescript/bin/tsc', '-b'], { stdio: 'inherit' })
const compiled = once(compiler, 'exit')

const { module } = await runnerImport('./vite.config.ts', { configFile: false, logLevel: 'error' })
for (const artifact of Object.values(module.artifacts)) {
  await build({ configFile: false, logLevel: 'warn', ...artifact })
}

const [status] = await compiled
if (status !== 0) process.exit(1)
await import('./build/removeStaleOutput.mjs')

// These read the output of the steps above: the scripts' hashes, the server's schemas, and the files of both packages.
await import('./build/assetInventory.mjs')
await import('./build/apiReference.mjs')
await import('./sbom.mjs')
await runnerImport('./scripts/build/packages.ts', { configFile: false, logLevel: 'error' })
