// Brings a checkout to where it can run: packages, build and, with --browser, a browser for the tests.
// Plain JavaScript: it runs before anything is installed.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const OLDEST_NODE = [20, 19]
const STAMP = 'node_modules/.prepared'
const DEBIAN_CHROMIUM = '/usr/bin/chromium'

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

function browser() {
  if (existsSync(DEBIAN_CHROMIUM)) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('installing Chromium (apt-get)')
    run('apt-get', 'update', '-qq')
    run('apt-get', 'install', '-y', '-qq', 'chromium')
  } else {
    say('installing Chromium (playwright)')
    run('npx', 'playwright', 'install', 'chromium')
  }
}

process.chdir(new URL('..', import.meta.url).pathname)
checkNode()
packages()
build()
if (process.argv.includes('--browser')) browser()
