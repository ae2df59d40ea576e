/** A merchant's page with the mistakes that a rehearsal finds. */
import { createSession } from 'ingo-capture/backend'
import type { RequestListener } from 'node:http'
import { SECRET_KEY } from './settings.js'
import type { Stack } from './stack.js'

/**
 * The page's backend: it creates a session for each view, and an order for each request. `/impatient` has
 * other mistakes than `/`.
 */
export function createBadShop({ capture, host }: Stack): RequestListener {
  const server = { url: capture, secretKey: SECRET_KEY }
  return (request, response) => {
    if (request.url === '/session') {
      createSession(server, { origin: host }).then(
        ({ url }) => response.end(JSON.stringify({ url })),
        () => response.writeHead(502).end(),
      )
      return
    }
    if (request.url === '/order') {
      response.end()
      return
    }
    if (request.url === '/paid') {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end('<p>Gracias')
      return
    }
    const script = request.url === '/impatient' ? impatient : trusting
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
    response.end(`<!doctype html>
<html lang="es">
<title>Shop</title>
<script src="${capture}/sdk/v1/ingo-capture.js"></script>
<div id="capture"></div>
<button id="pay">Pagar</button>
<p id="wait" class="spinner" hidden>…</p>
<p id="paid" hidden>Gracias</p>
<p id="failed" class="error" hidden>No se pudo pagar</p>
<script type="module">
const element = (id) => document.getElementById(id)
const show = (id, shown = true) => { element(id).hidden = !shown }
const mount = async (locale) => {
  const { url } = await (await fetch('/session', { method: 'POST' })).json()
  const capture = IngoCapture.create({ url, submitButton: false, locale })
  capture.mount('#capture')
  return capture
}
${script}
</script>
</html>`)
  }
}

/**
 * Places an order on each click, shows success without asking its backend, does not act on an error, shows no message
 * if the SDK is missing, and stays busy after a reload.
 */
const trusting = `
if (sessionStorage.paying) show('wait')
else {
  const capture = await mount('es')
  element('pay').onclick = () => {
    sessionStorage.paying = true
    show('wait')
    setTimeout(() => { element('pay').disabled = true }, 1000)
    fetch('/order', { method: 'POST' })
    capture.submit().catch(() => undefined)
  }
  capture.on('token', () => {
    delete sessionStorage.paying
    show('wait', false)
    show('paid')
  })
}`

/** Has its own time limit, a form in another language, and a page for success. */
const impatient = `
const capture = await mount('en')
element('pay').onclick = () => {
  setTimeout(show, 1500, 'failed')
  capture.submit().catch(() => undefined)
}
capture.on('token', () => { location = '/paid' })`
