/**
 * The frame document's entry: takes the session out of the URL, waits until the prerendered form is painted, then
 * hydrates it and connects to the host page.
 */
import { createRoot, hydrateRoot } from 'react-dom/client'
import { App } from './App.js'
import { isSupportedBrowser } from '../protocol/browser.js'
import { connectHost, type HostHandlers } from './host/connectHost.js'
import { resolveLanguage } from '../../contract/languages.js'
import { loadMessages, type Messages } from './i18n/load.js'
import { type Methods } from './methods/method.js'
import { loadMethods } from './methods/loadMethods.js'
import { isCardOnly, variantAccountTypes } from './form/variant.js'
import { showPresence } from './ui/keepPlace.js'

/** The longest wait for a paint, in ms, because hidden documents are not painted. */
const MAX_PAINT_WAIT_MS = 100

/**
 * The page around this document, or this window itself. A variable, because Cypress rewrites every
 * `window.parent === window` in a script to `window.self === window`, so that pages that refuse a frame can be tested.
 */
const host = window.parent
const isFramed = host !== window

const container = document.getElementById('root') ?? document.body
const { sealed, nonce } = takeFragment()
const variant = new URLSearchParams(location.search).get('form') ?? 'card'
const types = variantAccountTypes(variant)
// Start loading while the session is fetched. A failed load is repeated when the session needs the methods.
const loadingMethods = isCardOnly(types) ? undefined : loadMethods().catch(() => undefined)

// A frame without a session is only a preload: the scripts get cached, and nothing starts.
if (!isFramed || sealed) {
  // Hydration needs the document's language and first form.
  void Promise.all([
    loadMessages(resolveLanguage([document.documentElement.lang])),
    types[0] === 'card' ? undefined : loadingMethods,
    nextPaint(),
  ]).then(([messages, methods]) => {
    start(messages, methods)
  })
}

/** Waits for the first paint, which hydration would delay, because a cached script runs before it. */
function nextPaint(): Promise<void> {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done))
    setTimeout(done, MAX_PAINT_WAIT_MS)
  })
}

function start(messages: Messages, methods: Methods | undefined): void {
  if (!isFramed) {
    createRoot(container).render(<p className="plain">{messages.notFramed}</p>)
    return
  }
  const meta = document.querySelector<HTMLMetaElement>('meta[name="ingo-capture-origins"]')
  const origins = meta?.content.split(' ').filter(Boolean) ?? []
  showPresence()
  const connect = (receive: HostHandlers) => connectHost({ remote: host, origins, nonce, receive })
  // Without https a browser has no `crypto.subtle`, except on localhost.
  if (!isSupportedBrowser() || !isSecureContext) {
    void import('./unsupported.js').then(({ showUnsupported }) => {
      showUnsupported(container, messages.unsupportedBrowser, connect)
    })
    return
  }
  hydrateRoot(
    container,
    <App
      variant={variant}
      messages={messages}
      methods={methods}
      sealed={sealed}
      clock={clock}
      connect={connect}
    />,
    { onRecoverableError: markRebuilt, onCaughtError: markRebuilt },
  )
  document.addEventListener('focusin', loadGuards, { once: true })
}

/** Loads the guards before anything is typed. If the chunk fails to load, the form works with less protection. */
function loadGuards(): void {
  import('./ui/guards.js').then(
    (guards) => {
      guards.guardDocument()
    },
    () => undefined,
  )
}

/** Marks that React has rendered the form anew, because another script changed the document. Nothing is logged. */
function markRebuilt(): void {
  container.dataset.rebuilt = ''
}

const startedAt = Date.now()

/** A clock in ms. It advances while the device sleeps, when `performance.now()` may stop, and if the time is set back. */
function clock(): number {
  return Math.max(performance.now(), Date.now() - startedAt)
}

/** Reads `#<sealed session>&nonce=<nonce>`, and removes it from the URL, so that no history entry or report contains it. */
function takeFragment(): { sealed: string; nonce: string } {
  const [sealed = '', ...rest] = location.hash.slice(1).split('&')
  history.replaceState(null, '', location.pathname + location.search)
  return { sealed, nonce: new URLSearchParams(rest.join('&')).get('nonce') ?? '' }
}
