/**
 * Brings a real form into a state: fills its fields as a cardholder would, and answers its submit
 * instead of the server.
 */

const PROXY = `${location.origin}/states/capture`
const HOUR_MS = 3_600_000
/** Forms with the same options share a session. The key is those options, the value the session's url. */
const urls = new Map()

/** The URL of a session's form on this page's own origin, because a page may fill in fields only there. */
export function createUrl({ session = { account_types: ['card'] }, offer = 'card' }) {
  const body = JSON.stringify(session)
  const key = `${offer} ${body}`
  if (!urls.has(key)) urls.set(key, requestUrl(body, offer))
  return urls.get(key)
}

async function requestUrl(body, offer) {
  const response = await fetch(`/api/session?offer=${offer}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  })
  const { url, message } = await response.json()
  if (!response.ok) throw new Error(message)
  return url.replace(/^https?:\/\/[^/]+/, PROXY)
}

/** Mounts the form into `host`, and resolves when it is in its state. */
export async function showState({ fill, submits, answer, until, sleeps }, capture, host) {
  const ready = hear(capture, 'ready', 'loaderror')
  capture.mount(host)
  await ready
  const { contentWindow: frame } = host.querySelector('iframe')
  keepStill(frame)
  for (const [name, value] of Object.entries(fill ?? {})) write(frame, name, value)
  if (submits) {
    const ended = hear(capture, 'token', 'error')
    const sent = new Promise((called) => {
      frame.fetch = () => {
        called()
        return answer === 'never' ? new Promise(() => undefined) : Promise.resolve(toResponse(answer))
      }
    })
    capture.submit().catch(() => undefined)
    await (until ? hasElement(frame, until) : answer === 'never' ? sent : ended)
  }
  if (sleeps) {
    const expired = hear(capture, 'expired')
    const { now } = frame.Date
    frame.Date.now = () => now() + HOUR_MS
    frame.dispatchEvent(new frame.Event('focus'))
    await expired
  }
}

/** Keeps a form from moving the page: a form focuses its first wrong field or its result, and scrolls to it. */
function keepStill({ Element, HTMLElement }) {
  HTMLElement.prototype.focus = () => undefined
  Element.prototype.scrollIntoView = () => undefined
}

/** Moves the browser's real focus, because no class name shows a field as focused. A page has one focus. */
export function focusField({ focus }, host) {
  const { contentWindow: frame } = host.querySelector('iframe')
  frame.focus()
  const [control] = frame.document.getElementsByName(focus)
  // Called by this page's own function, because keepStill has replaced the frame's.
  if (control) HTMLElement.prototype.focus.call(control)
}

function hear(capture, ...names) {
  return new Promise((done) => {
    for (const name of names) capture.once(name, done)
  })
}

function hasElement({ document, MutationObserver }, selector) {
  return new Promise((done) => {
    const watch = new MutationObserver(() => {
      if (!document.querySelector(selector)) return
      watch.disconnect()
      done()
    })
    watch.observe(document, { childList: true, subtree: true })
  })
}

function toResponse({ status, body }) {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
}

/** Through the prototype's setter, because React has its own on the element. */
function write(frame, name, value) {
  const [control] = frame.document.getElementsByName(name)
  if (!control) return
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')
  set.call(control, value)
  control.dispatchEvent(new frame.Event('input', { bubbles: true }))
}
