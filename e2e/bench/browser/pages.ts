/** The host pages that are compared: our form and the lower bounds, each in a cross-origin frame. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { createSession } from 'ingo-capture/backend'
import { build } from 'vite'
import { findFreePorts } from '../../../server/testing/freePorts.case.js'
import { startBench, SECRET_KEY } from '../proxy/subjects.js'

export const subjects = ['ours', 'React form', 'React form, inlined', 'bare input'] as const
export type SubjectName = (typeof subjects)[number]

export type Pages = {
  /** Creates a host page; its function `go()` mounts the form. */
  createHostUrl: (subject: SubjectName) => Promise<string>
  /** The URL of the capture server, for `preload()`. */
  capture: string
  stop: () => Promise<void>
}

// An empty icon, so that the browser does not request one.
const HEAD = '<!doctype html><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,">'
const FORM =
  '<form><input name="account"><input name="expiration_date"><input name="cvv"><input name="recipient_zip"></form>'

/** Starts the servers of the pages. */
export async function startPages(): Promise<Pages> {
  const [hostPort = 0, framePort = 0] = await findFreePorts(2)
  const host = `http://localhost:${hostPort}`
  const frames = `http://127.0.0.1:${framePort}`
  const bench = await startBench({})
  const capture = await bench.serve('browser', { CAPTURE_ORIGINS: host })
  const frameServer = createFloorServer(await bundleFloor())
  const pages = new Map<string, string>()
  const hostServer = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html', 'Cache-Control': 'no-store' })
    response.end(pages.get(request.url ?? '') ?? HEAD)
  })
  await once(frameServer.listen(framePort, '127.0.0.1'), 'listening')
  await once(hostServer.listen(hostPort, 'localhost'), 'listening')

  let created = 0
  const floorPaths = {
    'React form': '/react',
    'React form, inlined': '/inlined',
    'bare input': '/bare',
  } as const
  return {
    capture: capture.url,
    async createHostUrl(subject) {
      created += 1
      const path = `/${created}`
      if (subject === 'ours') {
        const { url } = await createSession(
          { url: capture.url, secretKey: SECRET_KEY },
          { origin: host, participant_unique_id1: `bench-${created}` },
        )
        pages.set(path, ourPage(capture.url, url))
      } else {
        pages.set(path, floorPage(`${frames}${floorPaths[subject]}`))
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

/** Serves the frames of the lower bounds. */
function createFloorServer(script: string): Server {
  const documents: Record<string, string> = {
    '/bare': `${HEAD}${FORM}`,
    '/react': `${HEAD}<div id="root"></div><script type="module" src="/floor.js"></script>`,
    '/inlined': `${HEAD}<div id="root"></div><script type="module">${script.replaceAll('</script', '<\\/script')}</script>`,
  }
  return createServer((request, response) => {
    const isScript = request.url === '/floor.js'
    const body = gzipSync(isScript ? script : (documents[request.url ?? ''] ?? HEAD))
    response.writeHead(200, {
      'Content-Type': isScript ? 'text/javascript' : 'text/html',
      'Content-Encoding': 'gzip',
      'Cache-Control': isScript ? 'public, max-age=31536000, immutable' : 'no-store',
    })
    response.end(body)
  })
}

/**
 * A page that signals `started`, and `ready` when everything has loaded. `shifts()` returns the layout shift (CLS) of
 * the text below the slot since the frame was placed.
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
  signal('started ' + (performance.timeOrigin + performance.now()))
  const ready = () => signal('ready 0')
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

async function bundleFloor(): Promise<string> {
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
