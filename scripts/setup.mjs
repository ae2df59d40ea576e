// Installs and builds what a checkout lacks: packages, dist, and with --browsers the browsers and the Redis that tests
// use. Every npm script that needs them runs this first, so that one command is enough after a clone. Plain JavaScript
// without packages, because it runs before anything is installed.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { runStep, startStep } from './runStep.mjs'

const OLDEST_NODE = [20, 19]
/** Holds the lockfile's hash of the last `npm ci`. */
const STAMP = 'node_modules/.prepared'
// `debian` is the package that installs `path`. `playwright` is Playwright's name for the browser, for other systems.
// The tools without such a name are then not installed, and a test that lacks one reports that it did not run.
const TEST_TOOLS = [
  { playwright: 'chromium', debian: 'chromium', path: '/usr/bin/chromium' },
  { playwright: 'firefox', debian: 'firefox-esr', path: '/usr/bin/firefox-esr' },
  { playwright: 'webkit', debian: 'webkit2gtk-driver', path: '/usr/bin/WebKitWebDriver' },
  // The virtual display that Debian's WebKit needs. Playwright's WebKit needs none.
  { debian: 'xvfb', path: '/usr/bin/Xvfb' },
  // For the tests of the shared store and of several processes. Each starts a Redis of its own.
  { debian: 'redis-server', path: '/usr/bin/redis-server' },
]

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  process.stdout.write(
    `Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.\n`,
  )
  process.exit(1)
}

async function installPackages() {
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return
  await runStep('Install packages', 'npm', ['ci', '--no-audit', '--no-fund'])
  writeFileSync(STAMP, lock)
}

/** Starts the installation of the missing test tools. Returns a function that waits for its end. */
function installTestTools() {
  const missing = TEST_TOOLS.filter(({ path }) => !existsSync(path))
  if (missing.length === 0) return () => {}
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const packages = missing.map(({ debian }) => debian).join(' ')
    const install = `apt-get update -qq && apt-get install -y -qq --no-install-recommends ${packages}`
    // Runs at the same time as npm and the build, because it mostly waits for the network and the disk.
    return startStep(`Install ${packages.replaceAll(' ', ', ')}`, 'sh', ['-c', install])
  }
  const browsers = missing.flatMap(({ playwright }) => playwright ?? [])
  if (browsers.length === 0) return () => {}
  // Runs after npm has installed Playwright.
  return () => runStep(`Install ${browsers.join(', ')}`, 'npx', ['playwright', 'install', ...browsers])
}

process.chdir(new URL('..', import.meta.url).pathname)
checkNode()
const waitTestTools = process.argv.includes('--browsers') ? installTestTools() : () => {}
await installPackages()
await runStep('Build', 'npm', ['run', '--silent', 'build'])
await waitTestTools()
