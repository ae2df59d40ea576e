/** Everything that a script of the host page could see of a form. Runs in the page, before any other script. */

export type Recorded = Record<string, string[]>

/** Leaves what it hears in `window.recorded`, by kind. */
export function record(): void {
  if (window.parent !== window) return
  const recorded: Recorded = {}
  Object.assign(window, { recorded })
  const note = (kind: string, what: unknown): void => {
    ;(recorded[kind] ??= []).push(typeof what === 'string' ? what : textOf(what))
  }

  /** Numbers too, but not those of the browser's clock: any digits might be in them. */
  function textOf(what: unknown): string {
    const told: unknown = JSON.stringify(what, (name, value: unknown) =>
      /time|duration/i.test(name) ? '' : value,
    )
    return typeof told === 'string' ? told : String(what)
  }

  function listenTo(port: MessagePort): void {
    port.addEventListener('message', ({ data }) => {
      note('port', data)
    })
  }
  // Whichever side makes the channel: its ports come by a message, or from here.
  addEventListener('message', ({ data, ports }) => {
    note('message', data)
    ports.forEach(listenTo)
  })
  const Channel = MessageChannel
  window.MessageChannel = class extends Channel {
    constructor() {
      super()
      listenTo(this.port1)
      listenTo(this.port2)
    }
  }

  const events = ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'change', 'copy', 'cut', 'paste']
  for (const name of [...events, 'compositionupdate', 'focusin', 'submit', 'error', 'unhandledrejection']) {
    addEventListener(
      name,
      (event) => {
        const { key, data, message, reason } = event as Event & Record<string, unknown>
        const value = (event.target as { value?: unknown } | null)?.value
        note('event', [name, key, data, message, String(reason), value])
      },
      true,
    )
  }
  document.addEventListener('selectionchange', () => {
    note('selection', getSelection()?.toString() ?? '')
  })
  addEventListener('storage', ({ key, newValue }) => {
    note('storage', [key, newValue])
  })
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name].bind(history)
    history[name] = (state, title, url) => {
      note('address', [state, title, String(url)])
      original(state, title, url)
    }
  }

  new MutationObserver((changes) => {
    for (const { type, target, attributeName, addedNodes } of changes) {
      const value = attributeName && (target as Element).getAttribute(attributeName)
      const added = Array.from(addedNodes, (node) =>
        node instanceof Element ? node.outerHTML : node.textContent,
      )
      note('document', [type, attributeName, value, target.nodeValue, added])
    }
    note('address', location.href)
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })

  for (const type of PerformanceObserver.supportedEntryTypes) {
    const observer = new PerformanceObserver((list) => {
      for (const { entryType, name } of list.getEntries()) note('performance', [entryType, name])
    })
    observer.observe({ type, buffered: true })
  }
}

/** What is left at the end, beside what was heard: document, places that outlive it, clipboard's selection. */
export async function leftOver(): Promise<Recorded> {
  const databases = await indexedDB.databases()
  return {
    ...(Reflect.get(window, 'recorded') as Recorded),
    html: [document.documentElement.outerHTML],
    kept: [
      JSON.stringify([localStorage, sessionStorage, document.cookie, history.state as unknown]),
      JSON.stringify([databases, await caches.keys()]),
    ],
    entries: performance.getEntries().map(({ name }) => name),
    title: [document.title, location.href, window.name],
  }
}
