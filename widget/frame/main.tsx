/**
 * The frame document's start: takes the session out of the address, and once the form that came with the document is
 * painted, opens the door to the host and wakes it.
 */
import { createRoot, hydrateRoot } from 'react-dom/client'
import { App } from './App.js'
import { connectHost } from './host/connectHost.js'
import { loadMessages, type Messages } from './i18n/load.js'
import { type Methods } from './methods/method.js'
import { loadMethods } from './methods/loadMethods.js'
import { isCardOnly } from './form/variant.js'
import { variantAccountTypes } from './form/variant.js'

/** Nobody paints what isn't shown. */
const LONGEST_WAIT_MS = 100

const container = document.getElementById('root') ?? document.body
const { sealed, nonce } = takeFragment()
const variant = new URLSearchParams(location.search).get('form') ?? 'card'
const types = variantAccountTypes(variant)
// On its way while the session is asked for; whoever needs it asks again.
const chunk = isCardOnly(types) ? undefined : loadMethods().catch(() => undefined)

// Without a session the document only warms up: what it needs is loaded, and nothing is done with it.
if (window.parent === window || sealed) {
  // In the language that the document is in, and with the form that it begins with.
  void Promise.all([
    loadMessages(document.documentElement.lang),
    types[0] === 'card' ? undefined : chunk,
    painted(),
  ]).then(([messages, methods]) => {
    start(messages, methods)
  })
}

/** From the cache this script comes first, and waking the form would keep it from being seen. */
function painted(): Promise<void> {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done))
    setTimeout(done, LONGEST_WAIT_MS)
  })
}

function start(messages: Messages, methods: Methods | undefined): void {
  if (window.parent === window) {
    createRoot(container).render(<p className="plain">{messages.notFramed}</p>)
    return
  }
  const meta = document.querySelector<HTMLMetaElement>('meta[name="ingo-capture-origins"]')
  const origins = meta?.content.split(' ').filter(Boolean) ?? []
  hydrateRoot(
    container,
    <App
      variant={variant}
      messages={messages}
      methods={methods}
      sealed={sealed}
      connect={(receive) => connectHost({ remote: window.parent, origins, nonce, receive })}
    />,
  )
}

/** `#<sealed session>&nonce=<nonce>`; taken out at once, so that no history entry or report holds it. */
function takeFragment(): { sealed: string; nonce: string } {
  const [sealed = '', ...rest] = location.hash.slice(1).split('&')
  history.replaceState(null, '', location.pathname + location.search)
  return { sealed, nonce: new URLSearchParams(rest.join('&')).get('nonce') ?? '' }
}
