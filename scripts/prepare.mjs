// Brings a checkout to where it can run: packages, build and, with --browsers, what the tests drive:
// the browsers and a Redis.
// Plain JavaScript: it runs before anything is installed.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const OLDEST_NODE = [20, 19]
const STAMP = 'node_modules/.prepared'
// Debian's, by the package that brings each. What has a name Playwright can bring too; a test that lacks one of
// the others says by name that it did not run.
const DRIVEN = [
  { name: 'chromium', debian: 'chromium', path: '/usr/bin/chromium' },
  { name: 'firefox', debian: 'firefox-esr', path: '/usr/bin/firefox-esr' },
  { name: 'webkit', debian: 'webkit2gtk-driver', path: '/usr/bin/WebKitWebDriver' },
  // The screen that WebKit needs; Playwright's own needs none.
  { debian: 'xvfb', path: '/usr/bin/Xvfb' },
  // For the tests of the shared store and of several processes: each starts its own.
  { debian: 'redis-server', path: '/usr/bin/redis-server' },
]

function say(line) {
  process.stdout.write(`prepare: ${line}\n`)
}

function run(command, ...args) {
  execFileSync(command, args, { stdio: 'inherit' })
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  say(`Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`)
  process.exit(1)
}

function packages() {
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return
  say('installing packages (npm ci)')
  run('npm', 'ci', '--no-audit', '--no-fund')
  writeFileSync(STAMP, lock)
}

function build() {
  say('building')
  run('npm', 'run', '--silent', 'build')
}

function driven() {
  const missing = DRIVEN.filter(({ path }) => !existsSync(path))
  if (missing.length === 0) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const packages = missing.map(({ debian }) => debian)
    say(`installing ${packages.join(' and ')} (apt-get)`)
    run('apt-get', 'update', '-qq')
    run('apt-get', 'install', '-y', '-qq', ...packages)
  } else {
    const names = missing.flatMap(({ name }) => name ?? [])
    if (names.length === 0) return
    say(`installing ${names.join(' and ')} (playwright)`)
    run('npx', 'playwright', 'install', ...names)
  }
}

process.chdir(new URL('..', import.meta.url).pathname)
checkNode()
packages()
build()
if (process.argv.includes('--browsers')) driven()
