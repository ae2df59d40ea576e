/** The pages that are compared: ours in a shop's page, and the floors in theirs, each in a cross-origin frame. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { createSession } from 'ingo-capture/server'
import { build } from 'vite'
import { freePorts } from '../../harness/stack.js'
import { startBench, SECRET_KEY } from '../proxy/subjects.js'

export const subjects = ['ours', 'React form', 'React form, inlined', 'bare input'] as const
export type SubjectName = (typeof subjects)[number]

export type Pages = {
  /** A host page, ready for `go()`, which mounts. */
  urlOf: (subject: SubjectName) => Promise<string>
  /** The capture server's, which ours may preload from. */
  capture: string
  stop: () => Promise<void>
}

// No icon: the browser would ask for one.
const HEAD = '<!doctype html><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,">'
const FORM =
  '<form><input name="account"><input name="expiration_date"><input name="cvv"><input name="recipient_zip"></form>'

export async function startPages(): Promise<Pages> {
  const [hostPort = 0, framePort = 0] = await freePorts(2)
  const host = `http://localhost:${hostPort}`
  const frames = `http://127.0.0.1:${framePort}`
  const bench = await startBench({})
  const capture = await bench.serve('browser', { CAPTURE_ORIGINS: host })
  const script = await bundledFloor()

  const documents: Record<string, string> = {
    '/bare': `${HEAD}${FORM}`,
    '/react': `${HEAD}<div id="root"></div><script type="module" src="/floor.js"></script>`,
    '/inlined': `${HEAD}<div id="root"></div><script type="module">${script.replaceAll('</script', '<\\/script')}</script>`,
  }
  const frameServer = createServer((request, response) => {
    const isScript = request.url === '/floor.js'
    const body = gzipSync(isScript ? script : (documents[request.url ?? ''] ?? HEAD))
    response.writeHead(200, {
      'Content-Type': isScript ? 'text/javascript' : 'text/html',
      'Content-Encoding': 'gzip',
      'Cache-Control': isScript ? 'public, max-age=31536000, immutable' : 'no-store',
    })
    response.end(body)
  })
  const pages = new Map<string, string>()
  const hostServer = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html', 'Cache-Control': 'no-store' })
    response.end(pages.get(request.url ?? '') ?? HEAD)
  })
  await once(frameServer.listen(framePort, '127.0.0.1'), 'listening')
  await once(hostServer.listen(hostPort, 'localhost'), 'listening')

  let made = 0
  const pathOf = { 'React form': '/react', 'React form, inlined': '/inlined', 'bare input': '/bare' } as const
  return {
    capture: capture.url,
    async urlOf(subject) {
      made += 1
      const path = `/${made}`
      if (subject === 'ours') {
        const { url } = await createSession(
          { url: capture.url, secretKey: SECRET_KEY },
          { origin: host, participant_unique_id1: `bench-${made}` },
        )
        pages.set(path, ourPage(capture.url, url))
      } else {
        pages.set(path, floorPage(`${frames}${pathOf[subject]}`))
      }
      return `${host}${path}`
    },
    async stop() {
      for (const server of [frameServer, hostServer]) {
        server.closeAllConnections()
        server.close()
      }
      await bench.stop()
    },
  }
}

/**
 * Tells `started`, and `ready` when everything has loaded. Below the slot is something to shift: `shifts()` is by how
 * much it has shifted since the frame took its place.
 */
function hostPage(head: string, mount: string): string {
  return `${HEAD}${head}<div id="slot"></div><p>Below</p><script>
let placed = Infinity
const seen = []
const watch = new PerformanceObserver((list) => seen.push(...list.getEntries()))
watch.observe({ type: 'layout-shift', buffered: true })
function shifts() {
  seen.push(...watch.takeRecords())
  return seen.filter(({ startTime }) => startTime > placed).reduce((sum, { value }) => sum + value, 0)
}
function go() {
  tell('started ' + (performance.timeOrigin + performance.now()))
  const ready = () => tell('ready 0')
  ${mount}
  requestAnimationFrame(() => requestAnimationFrame(() => { placed = performance.now() }))
}
</script>`
}

function ourPage(capture: string, url: string): string {
  return hostPage(
    `<script src="${capture}/sdk/v1/ingo-capture.js"></script>`,
    `const capture = IngoCapture.create({ url: ${JSON.stringify(url)} })
  capture.on('ready', ready)
  capture.mount('#slot')`,
  )
}

function floorPage(frame: string): string {
  return hostPage(
    '',
    `const frame = document.createElement('iframe')
  frame.src = ${JSON.stringify(frame)}
  frame.onload = ready
  document.getElementById('slot').append(frame)`,
  )
}

async function bundledFloor(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      lib: {
        entry: fileURLToPath(new URL('./floor.js', import.meta.url)),
        formats: ['es'],
        fileName: 'floor',
      },
      minify: true,
    },
  })
  const [result] = [built].flat()
  if (!result || !('output' in result)) throw new Error('Nothing was built.')
  return result.output[0].code
}
