// The first half of `npm run test:image`: follows the Dockerfile without Docker. Each stage is a folder, in which COPY
// and RUN take effect. Then the last stage's command starts as in a container, on a read-only folder and as the image's
// user, and the image's health check has to pass.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const START_TIMEOUT_MS = 10_000
const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-image-'))
const context = [...readFileSync('.dockerignore', 'utf8').matchAll(/^!(.+)$/gm)].map(([, name]) => name)
const stages = []
const stageRoot = (stage) => join(folder, stage.name)
const stagePath = (stage, path) =>
  path.startsWith('/') ? join(stageRoot(stage), path) : join(stageRoot(stage), stage.folder, path)

function copy(stage, words) {
  const from = words.find((word) => word.startsWith('--from='))?.slice(7)
  const paths = words.filter((word) => !word.startsWith('--'))
  const target = paths.pop()
  const source = stages.find(({ name }) => name === from)
  for (const path of paths.flatMap((each) => (each === '.' ? context : [each]))) {
    if (!source && !context.includes(path)) throw new Error(`${path} is not in the context`)
    const origin = source ? stagePath(source, path) : path
    const isFolder = /\/$|^\.$/.test(target)
    const destination = stagePath(stage, target)
    cpSync(origin, isFolder ? join(destination, basename(origin)) : destination, { recursive: true })
  }
}

const instructions = {
  FROM: (_stage, [, as, name = 'last']) => {
    if (as !== undefined && as !== 'AS') throw new Error('FROM image AS name')
    stages.push({ name, folder: '.', env: {} })
    mkdirSync(stageRoot(stages.at(-1)))
  },
  WORKDIR: (stage, [path]) => mkdirSync(join(stageRoot(stage), (stage.folder = path)), { recursive: true }),
  ENV: (stage, words) => Object.assign(stage.env, Object.fromEntries(words.map((word) => word.split('=')))),
  COPY: copy,
  RUN: (stage, words) => {
    const env = { ...process.env, ...stage.env }
    execFileSync('/bin/sh', ['-c', words.join(' ')], { cwd: stagePath(stage, '.'), stdio: 'inherit', env })
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

function check(claim, isTrue) {
  if (!isTrue) throw new Error(`image: ${claim}: no`)
  process.stdout.write(`image: ${claim}\n`)
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => probe.once('listening', done))
  const { port } = probe.address()
  await new Promise((done) => probe.close(done))
  return String(port)
}

/** Waits until the probe succeeds, the process ends, or the time for a start is over. */
async function started(child, probe) {
  const deadline = Date.now() + START_TIMEOUT_MS
  while (!(await probe()) && Date.now() < deadline && child.exitCode === null);
  return probe()
}

/** The commands other than `serve`. The image has `simulator`, but not `demo`. */
async function checkOtherCommands(stage, env) {
  const cli = stagePath(stage, stage.entrypoint.at(-1))
  const demo = spawnSync(process.execPath, [cli, 'demo'], { env, encoding: 'utf8' })
  const line = /^.*the shop is missing in the image.*\n$/.test(demo.stderr)
  check('demo reports in one line that it is not in the image, and exits with 2', line && demo.status === 2)
  const SIMULATOR_PORT = await freePort()
  const child = spawn(process.execPath, [cli, 'simulator'], { env: { ...env, SIMULATOR_PORT } })
  const exited = new Promise((done) => child.once('exit', done))
  const probe = () =>
    fetch(`http://127.0.0.1:${SIMULATOR_PORT}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
  check('simulator starts and responds', await started(child, probe))
  child.kill('SIGTERM')
  check('simulator exits with 0 on SIGTERM', (await exited) === 0)
}

/** The settings of a merchant, with new keys from the image's own `keygen`. */
async function createEnvironment(stage) {
  const keygen = [stagePath(stage, 'dist/server/cli.js'), 'keygen']
  const lines = execFileSync(process.execPath, keygen, { encoding: 'utf8' }).trim().split('\n')
  const keys = lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])
  const ingo = { INGO_USERNAME: 'test', INGO_SECRET: 'a-secret-of-the-tests', INGO_PARTICIPANT_ID: '12345' }
  const merchant = { CAPTURE_MERCHANT_ID: 'shop', CAPTURE_ORIGINS: 'https://shop.example' }
  // The image's absolute path, moved into the stage's folder.
  const CAPTURE_STORE = join(stageRoot(stage), stage.env.CAPTURE_STORE)
  return {
    ...stage.env,
    ...Object.fromEntries(keys),
    ...ingo,
    ...merchant,
    CAPTURE_STORE,
    PORT: await freePort(),
  }
}

/** Read-only except for data, as deployed. Root ignores permissions, so root starts the image's user instead. */
function startServer(stage, env) {
  execFileSync('chmod', ['a+rx', folder, stageRoot(stage)])
  const account = process.getuid() === 0 ? { uid: 65532, gid: 65532 } : {}
  const [, ...args] = [...stage.entrypoint, ...stage.command]
  const cwd = stagePath(stage, '.')
  return spawn(process.execPath, args, { cwd, env, ...account, stdio: ['ignore', 'ignore', 'inherit'] })
}

async function checkServer(stage) {
  const env = await createEnvironment(stage)
  execFileSync('chmod', ['-R', 'a-w', stagePath(stage, '.')])
  chmodSync(stagePath(stage, 'data'), 0o700)
  if (process.getuid() === 0) chownSync(stagePath(stage, 'data'), 65532, 65532)
  await checkOtherCommands(stage, env)
  const child = startServer(stage, env)
  const exited = new Promise((done) => child.once('exit', done))
  const [, ...healthcheck] = stage.healthcheck
  const isHealthy = () => spawnSync(process.execPath, healthcheck, { env, stdio: 'ignore' }).status === 0
  try {
    check('the health check fails before the server listens', !isHealthy())
    const isStarted = await started(child, isHealthy)
    check('the server starts without its sources, as user 65532, and the health check passes', isStarted)
    const url = `http://127.0.0.1:${env.PORT}`
    check('it is ready: the store’s binary loads', (await fetch(`${url}/readyz`)).ok)
    const frame = await fetch(`${url}/frame/shop?form=card`)
    check('it serves the form', frame.ok && (await frame.text()).includes('https://shop.example'))
    child.kill('SIGTERM')
    check('it exits with 0 on SIGTERM', (await exited) === 0)
  } finally {
    child.kill('SIGKILL')
  }
}

try {
  const text = readFileSync('Dockerfile', 'utf8').replace(/^#.*\n/gm, '')
  for (const line of text.split('\n').filter(Boolean)) {
    const [name, ...words] = line.split(' ')
    if (!(name in instructions)) throw new Error(`image: the instruction ${name} is unknown to this script`)
    instructions[name](stages.at(-1), words)
  }
  const last = stages.at(-1)
  check('its user is not root', last.user === '65532:65532')
  for (const name of ['vite', 'typescript', '@playwright/test', 'react', '@redocly/cli'])
    check(`has no ${name}`, !existsSync(stagePath(last, `node_modules/${name}`)))
  const tests = execFileSync('find', [stagePath(last, 'dist'), '-name', '*.test.js'], { encoding: 'utf8' })
  check('has no tests', !tests)
  await checkServer(last)
} finally {
  execFileSync('chmod', ['-R', 'u+w', folder])
  rmSync(folder, { recursive: true })
}
