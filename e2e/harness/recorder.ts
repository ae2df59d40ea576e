/** Records everything that a script of the host page can observe of a form. */
import type { Page } from '@playwright/test'

/** Records by kind, such as `message` or `document`. */
export type Recorded = Record<string, string[]>

/** Installs the recorder in the host page, before any other script. The records are in `window.recorded`. */
export async function installRecorder(page: Page): Promise<void> {
  // One script, because Playwright doesn't guarantee the order of several.
  const parts = [startRecorder, recordMessages, recordEvents, recordNavigation, recordChanges]
  const content = parts.map((part) => `;(${part.toString()})()`).join('\n')
  await page.addInitScript({ content: `if (window.parent === window) {\n${content}\n}` })
}

// Each of these functions runs in the page, so it uses nothing from this module at run time.

type Recorder = Window & { recorded: Recorded; note: (kind: string, value: unknown) => void }

function startRecorder(): void {
  const recorded: Recorded = {}

  /** Leaves out times of the browser's clock, because their digits could look like a part of the card. */
  function toText(value: unknown): string {
    const json: unknown = JSON.stringify(value, (name, each: unknown) =>
      /time|duration/i.test(name) ? '' : each,
    )
    return typeof json === 'string' ? json : String(value)
  }

  const note: Recorder['note'] = (kind, value) => {
    ;(recorded[kind] ??= []).push(typeof value === 'string' ? value : toText(value))
  }
  Object.assign(window, { recorded, note })
}

function recordMessages(): void {
  const { note } = window as unknown as Recorder
  function recordPort(port: MessagePort): void {
    port.addEventListener('message', ({ data }) => {
      note('port', data)
    })
  }
  // The frame's ports arrive with a message, and the page's own come from the constructor. Record both.
  addEventListener('message', ({ data, ports }) => {
    note('message', data)
    ports.forEach(recordPort)
  })
  const Channel = MessageChannel
  window.MessageChannel = class extends Channel {
    constructor() {
      super()
      recordPort(this.port1)
      recordPort(this.port2)
    }
  }
}

function recordEvents(): void {
  const { note } = window as unknown as Recorder
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
}

function recordNavigation(): void {
  const { note } = window as unknown as Recorder
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name].bind(history)
    history[name] = (state, title, url) => {
      note('address', [state, title, String(url)])
      original(state, title, url)
    }
  }
  for (const type of PerformanceObserver.supportedEntryTypes) {
    const observer = new PerformanceObserver((list) => {
      for (const { entryType, name } of list.getEntries()) note('performance', [entryType, name])
    })
    observer.observe({ type, buffered: true })
  }
}

function recordChanges(): void {
  const { note } = window as unknown as Recorder
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
}

/** Runs in the page. Returns the records, and what the page contains at the end: document, storage, performance entries. */
export async function collectRecords(): Promise<Recorded> {
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
