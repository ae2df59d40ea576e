/** The server of a spec's host page. */
import { createServer, type RequestListener, type Server } from 'node:http'

/** What the host page serves: the document at `/`, and its script, a file of its own, at `/host.js`. */
export type HostDocument = {
  html: string
  script: string
  headers: Record<string, string>
  /** Answers every request in place of the document and the script, for a page with its own backend. */
  answer?: RequestListener
}

/**
 * Creates the server. `show` sets what it serves. The server is real, because the browser blocks loopback requests of a
 * document that Playwright's interception has provided.
 */
export function createHostServer(): { server: Server; show: (page: HostDocument) => void } {
  let shown: HostDocument = { html: '', script: '', headers: {} }
  const server = createServer((request, response) => {
    const { url } = request
    if (shown.answer) {
      shown.answer(request, response)
      return
    }
    const isScript = url === '/host.js'
    const type = isScript ? 'text/javascript' : 'text/html; charset=utf-8'
    response.writeHead(200, { ...(!isScript && shown.headers), 'Content-Type': type })
    response.end(isScript ? shown.script : shown.html)
  })
  return {
    server,
    show(page) {
      shown = page
    },
  }
}
