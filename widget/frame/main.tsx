/** The frame document's start: takes the session out of the address, opens the door to the host, shows the form. */
import { createRoot } from 'react-dom/client'
import { App } from './App.js'
import { connectHost } from './host.js'
import { isCardAlone, loadMethods, typesOf } from './method.js'
import { useLanguage } from './useLanguage.js'

const root = createRoot(document.getElementById('root') ?? document.body)
const { sealed, nonce } = takeFragment()

if (window.parent === window) root.render(<NotFramed />)
else start()

function start(): void {
  const variant = new URLSearchParams(location.search).get('form') ?? 'card'
  // On its way while the session is asked for; whoever needs it asks again.
  if (!isCardAlone(typesOf(variant))) void loadMethods().catch(() => undefined)
  const meta = document.querySelector<HTMLMetaElement>('meta[name="ingo-capture-origins"]')
  const origins = meta?.content.split(' ').filter(Boolean) ?? []
  root.render(
    <App
      variant={variant}
      sealed={sealed}
      connect={(receive) => connectHost({ remote: window.parent, origins, nonce, receive })}
    />,
  )
}

function NotFramed() {
  return <p className="plain">{useLanguage({}).notFramed}</p>
}

/** `#<sealed session>&nonce=<nonce>`; taken out at once, so that no history entry or report holds it. */
function takeFragment(): { sealed: string; nonce: string } {
  const [sealed = '', ...rest] = location.hash.slice(1).split('&')
  history.replaceState(null, '', location.pathname + location.search)
  return { sealed, nonce: new URLSearchParams(rest.join('&')).get('nonce') ?? '' }
}
