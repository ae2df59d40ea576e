// `npm run build`: makes dist. The table of bundles, with their sources and targets, is in vite.config.ts.
import { spawnSync } from 'node:child_process'
import { build, runnerImport } from 'vite'

// Set before vite.config.ts is loaded. Otherwise Vite sets it to development, and builds React for development.
process.env.NODE_ENV = 'production'

const { status } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b'], {
  stdio: 'inherit',
})
if (status !== 0) process.exit(1)
await import('./build/removeStaleOutput.mjs')

const { module } = await runnerImport('./vite.config.ts', { configFile: false, logLevel: 'error' })
for (const artifact of Object.values(module.artifacts)) {
  await build({ configFile: false, logLevel: 'warn', ...artifact })
}

// These read the output of the steps above: the scripts' hashes, the server's schemas, and the files of both packages.
await import('./build/assetInventory.mjs')
await import('./build/apiReference.mjs')
await import('./sbom.mjs')
await runnerImport('./scripts/build/packages.ts', { configFile: false, logLevel: 'error' })
