// Runs the unit tests on the Node that runs this script, if it is of the expected major version. With the repository's
// .npmrc (`ignore-scripts`) `npx -p node@24` would run the installed Node without an error, so the version is checked.
import { spawnSync } from 'node:child_process'

const [expected, ...files] = process.argv.slice(2)
const { node } = process.versions
if (node.split('.', 1)[0] !== expected) {
  process.stderr.write(`test: Node ${expected} is needed; this is ${node}.\n`)
  process.exit(1)
}
process.stdout.write(`test: Node ${node}\n`)
const args = ['node_modules/vitest/vitest.mjs', 'run', '--exclude', 'scripts/checks/**', ...files]
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
process.exit(status ?? 1)
