// The Dockerfile's steps without Docker: what is copied and run is copied and run here, in a folder; then the last
// stage's command starts as it would in a container, in a folder that can't be written, and its health check asks it.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const LONGEST_START_MS = 10_000
const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-image-'))
const ignored = readFileSync('.dockerignore', 'utf8')
const context = [...ignored.matchAll(/^!(.+)$/gm)].map(([, name]) => name)
const stages = []
const rootOf = (stage) => join(folder, stage.name)
const inside = (stage, path) =>
  path.startsWith('/') ? join(rootOf(stage), path) : join(rootOf(stage), stage.folder, path)

function copy(stage, words) {
  const from = words.find((word) => word.startsWith('--from='))?.slice(7)
  const paths = words.filter((word) => !word.startsWith('--'))
  const target = paths.pop()
  const source = stages.find(({ name }) => name === from)
  for (const path of paths.flatMap((each) => (each === '.' ? context : [each]))) {
    if (!source && !context.includes(path)) throw new Error(`${path} is not in the context`)
    const there = source ? inside(source, path) : path
    cpSync(
      there,
      /\/$|^\.$/.test(target) ? join(inside(stage, target), basename(there)) : inside(stage, target),
      {
        recursive: true,
      },
    )
  }
}

const instructions = {
  FROM: (_stage, [, as, name = 'last']) => {
    if (as !== undefined && as !== 'AS') throw new Error('FROM image AS name')
    stages.push({ name, folder: '.', env: {} })
    mkdirSync(rootOf(stages.at(-1)))
  },
  WORKDIR: (stage, [path]) => mkdirSync(join(rootOf(stage), (stage.folder = path)), { recursive: true }),
  ENV: (stage, words) => Object.assign(stage.env, Object.fromEntries(words.map((word) => word.split('=')))),
  COPY: copy,
  RUN: (stage, words) => {
    const cwd = inside(stage, '.')
    execFileSync('/bin/sh', ['-c', words.join(' ')], {
      cwd,
      stdio: 'inherit',
      env: { ...process.env, ...stage.env },
    })
  },
  USER: (stage, [user]) => (stage.user = user),
  HEALTHCHECK: (stage, words) => {
    const command = words.join(' ')
    stage.healthcheck = JSON.parse(command.slice(command.indexOf('CMD ') + 4))
  },
  ENTRYPOINT: (stage, words) => (stage.entrypoint = JSON.parse(words.join(' '))),
  CMD: (stage, words) => (stage.command = JSON.parse(words.join(' '))),
  EXPOSE: (stage, [port]) => (stage.port = port),
  STOPSIGNAL: () => undefined,
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => probe.once('listening', done))
  const { port } = probe.address()
  await new Promise((done) => probe.close(done))
  return String(port)
}

function check(what, holds) {
  if (!holds) throw new Error(`image: ${what}`)
  process.stdout.write(`image: ${what}\n`)
}

/** What else the image's command line starts: a process of its own, or one line that says why not. */
async function otherCommands(stage, env) {
  const cli = inside(stage, stage.entrypoint[1])
  const demo = spawnSync(process.execPath, [cli, 'demo'], { env, encoding: 'utf8' })
  const line = /^.*the shop is not in the image.*\n$/.test(demo.stderr)
  check('demo says in one line that it is not there, and ends with 2', line && demo.status === 2)
  const SIMULATOR_PORT = await freePort()
  const child = spawn(process.execPath, [cli, 'simulator'], { env: { ...env, SIMULATOR_PORT } })
  const ended = new Promise((done) => child.once('exit', done))
  const answers = () =>
    fetch(`http://127.0.0.1:${SIMULATOR_PORT}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
  const until = Date.now() + LONGEST_START_MS
  while (!(await answers()) && Date.now() < until && child.exitCode === null);
  check('simulator answers', await answers())
  child.kill('SIGTERM')
  check('SIGTERM ends the simulator with 0', (await ended) === 0)
}

async function run(stage) {
  const keys = Object.fromEntries(
    execFileSync(process.execPath, [inside(stage, 'dist/server/cli.js'), 'keygen'], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
  const ingo = { INGO_USERNAME: 'test', INGO_SECRET: 'a-secret-of-the-tests', INGO_PARTICIPANT_ID: '12345' }
  const merchant = { CAPTURE_MERCHANT_ID: 'shop', CAPTURE_ORIGINS: 'https://shop.example' }
  // An image's absolute paths are this folder's.
  const CAPTURE_STORE = join(rootOf(stage), stage.env.CAPTURE_STORE)
  const env = { ...stage.env, ...keys, ...ingo, ...merchant, CAPTURE_STORE, PORT: await freePort() }
  const cwd = inside(stage, '.')
  // What of it could be written is data's alone; root would write all the same.
  execFileSync('chmod', ['-R', 'a-w', cwd])
  chmodSync(inside(stage, 'data'), 0o777)
  await otherCommands(stage, env)
  const [, ...words] = [...stage.entrypoint, ...stage.command]
  const account = process.getuid() === 0 ? { uid: 65532, gid: 65532 } : {}
  execFileSync('chmod', ['a+rx', folder, rootOf(stage)])
  const child = spawn(process.execPath, words, {
    cwd,
    env,
    ...account,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise((done) => child.once('exit', done))
  try {
    const [, ...asking] = stage.healthcheck
    const healthy = () => {
      try {
        execFileSync(process.execPath, asking, { env, stdio: 'ignore' })
        return true
      } catch {
        return false
      }
    }
    check('the health check fails before the server listens', !healthy())
    const until = Date.now() + LONGEST_START_MS
    while (!healthy() && Date.now() < until && child.exitCode === null);
    check('its command starts without its sources, as nobody, and the health check passes', healthy())
    check('it is ready: the store’s binary loads', (await fetch(`http://127.0.0.1:${env.PORT}/readyz`)).ok)
    const frame = await fetch(`http://127.0.0.1:${env.PORT}/frame/shop?form=card`)
    check('it serves the form', frame.ok && (await frame.text()).includes('https://shop.example'))
    child.kill('SIGTERM')
    check('SIGTERM ends it with 0', (await ended) === 0)
  } finally {
    child.kill('SIGKILL')
  }
}

try {
  const text = readFileSync('Dockerfile', 'utf8').replace(/^#.*\n/gm, '')
  for (const line of text.split('\n').filter(Boolean)) {
    const [name, ...words] = line.split(' ')
    if (!(name in instructions)) throw new Error(`image: ${name} is not known here`)
    instructions[name](stages.at(-1), words)
  }
  const last = stages.at(-1)
  check('is nobody’s: not root', last.user === '65532:65532')
  for (const name of ['vite', 'typescript', '@playwright/test', 'react', '@redocly/cli'])
    check(`has no ${name}`, !existsSync(inside(last, `node_modules/${name}`)))
  check(
    'has no tests',
    !execFileSync('find', [inside(last, 'dist'), '-name', '*.test.js'], { encoding: 'utf8' }),
  )
  await run(last)
} finally {
  execFileSync('chmod', ['-R', 'u+w', folder])
  rmSync(folder, { recursive: true })
}
