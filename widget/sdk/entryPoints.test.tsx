// @vitest-environment jsdom
/**
 * `create`, the React component and the element behave alike, and report the errors that a page doesn't handle.
 * They also work in jsdom, as in a merchant's unit tests: it has no matchMedia, no reportError, no setFormValue.
 */
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { create, type CaptureOptions } from './index.js'
import './element.js'
import type { IngoCaptureElement } from './element.js'
import type { Receive } from './iframe.js'
import { Capture } from './react.js'

const url = 'https://capture.example/frame/demo?form=card#sealed'
const rejectedSetting = { code: 'invalid_request', message: 'unknown', retryable: false, field: 'appearance' }
const declined = { code: 'card_declined', message: 'declined', retryable: false }
const loadFailure = { code: 'origin_not_allowed', message: 'another origin', retryable: false }

/** The connection of each mounted form, the newest last: its handlers, and the messages that it sent. */
const connections = vi.hoisted(() => [] as { receive: Receive; sent: string[]; settings: unknown[] }[])
vi.mock('../protocol/connect.js', () => ({
  connect: ({ receive }: { receive: Receive }) => {
    const connection = { receive, sent: [] as string[], settings: [] as unknown[] }
    connections.push(connection)
    return {
      opened: Promise.resolve('https://capture.example'),
      send: (name: string, payload: unknown) => {
        connection.sent.push(name)
        if (name === 'configure') connection.settings.push(payload)
      },
      close: () => undefined,
    }
  },
}))

const reported = vi.fn<(error: Error) => void>()
beforeEach(() => {
  vi.stubGlobal('reportError', reported)
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  document.body.innerHTML = '<div id="capture"></div>'
})
afterEach(() => {
  document.body.innerHTML = ''
  connections.length = 0
  reported.mockReset()
  vi.unstubAllGlobals()
})

/** Delivers a message of the newest frame. */
function receive(name: keyof Receive, payload: object): void {
  connections.at(-1)?.receive[name](payload as never)
}

function reportedCodes(): string[] {
  return reported.mock.calls.map(([error]) => (error as Error & { code: string }).code)
}

function host(): HTMLElement {
  return document.querySelector('#capture') ?? document.body
}

function element(html: string): IngoCaptureElement {
  host().innerHTML = html
  return host().firstElementChild as IngoCaptureElement
}

/** Each entry point: mounts a form, with a handler of `name` or without one. */
const entryPoints: [string, (name?: 'error' | 'loaderror') => void][] = [
  [
    'create',
    (name) => {
      const capture = create({ url })
      if (name) capture.on(name, () => undefined)
      capture.mount(host())
    },
  ],
  [
    'React',
    (name) => {
      const handler = name === 'error' ? { onError: vi.fn() } : name && { onLoadError: vi.fn() }
      const root = document.createElement('div')
      host().append(root)
      act(() => {
        createRoot(root).render(createElement(Capture, { url, ...handler }))
      })
    },
  ],
  [
    'the element',
    (name) => {
      const form = element(`<ingo-capture url="${url}"></ingo-capture>`)
      if (name) form.addEventListener(name, () => undefined)
    },
  ],
]

it.each(entryPoints)(
  '%s: reports a load failure and a rejected setting as uncaught errors',
  (_entry, mountForm) => {
    mountForm()
    receive('refused', rejectedSetting)
    receive('error', declined)
    receive('loaderror', loadFailure)
    expect(reportedCodes()).toEqual(['invalid_request', 'origin_not_allowed'])
  },
)

it.each(entryPoints)('%s: does not report an error that has a handler', (_entry, mountForm) => {
  mountForm('error')
  receive('refused', rejectedSetting)
  expect(reportedCodes()).toEqual([])
  mountForm('loaderror')
  receive('loaderror', loadFailure)
  expect(reportedCodes()).toEqual([])
})

it.each(entryPoints)(
  '%s: sends settings that are never empty, because the frame waits for a first key',
  (_entry, mountForm) => {
    mountForm()
    expect(connections.at(-1)?.settings).toEqual([expect.objectContaining({ submitButton: true })])
  },
)

it('React: reports a root outside the document, and still renders the rest of the tree', () => {
  const root = document.createElement('div')
  act(() => {
    createRoot(root).render(
      <>
        <p>beside</p>
        <Capture url={url} />
      </>,
    )
  })
  expect(root.textContent).toBe('beside')
  expect(String(reported.mock.calls[0]?.[0])).toMatch(/not in a document/)
  expect(Capture.displayName).toBe('Capture')
})

it('the element ignores null and undefined as url and locale', () => {
  const form = element('<ingo-capture locale="es"></ingo-capture>')
  form.url = undefined
  form.url = null
  form.locale = undefined
  expect(form.getAttributeNames()).toEqual([])
  expect(form.innerHTML).toBe('')
  expect(reported).not.toHaveBeenCalled()
})

it('the element reports an invalid url to page and cardholder until it has a valid one', () => {
  const form = element('<ingo-capture></ingo-capture>')
  const errors: string[] = []
  form.addEventListener('loaderror', ({ detail }) => errors.push(`${detail.code} ${detail.message}`))
  form.url = 'nonsense'
  expect(errors).toEqual([expect.stringMatching(/^invalid_request .*"url" is not an absolute URL/)])
  expect(form.dataset.captureState).toBe('failed')
  expect(form.querySelector('[role="alert"]')?.textContent).toMatch(/couldn’t load/)
  form.url = url
  expect(form.dataset.captureState).toBe('loading')
  expect(form.querySelector('[role="alert"]')).toBeNull()
  expect(reported).not.toHaveBeenCalled()
})

it('a form that is moved before it is ready keeps its queued calls and its submit', async () => {
  const capture = create({ url })
  capture.mount(host())
  capture.focus('cvv')
  const submitted = capture.submit()
  capture.mount(host())
  expect(connections.map(({ sent }) => sent)).toEqual([
    ['configure', 'focus'],
    ['configure', 'focus'],
  ])
  receive('ready', {})
  expect(connections.at(-1)?.sent).toContain('submit')
  receive('token', { customer_account_token: 'tok', account_type: 'card' })
  expect((await submitted).customer_account_token).toBe('tok')
})

it.each([[{}], [[{}]], [[{ family: 'Inter' }]], [[undefined]]])('rejects invalid fonts: %j', (fonts) => {
  expect(() => create({ url, fonts } as CaptureOptions)).toThrow('"fonts" must be a list of { family, src }')
})

it('renders a placeholder on a server, without styles and with the form’s height for each width', () => {
  const render = (layout: 'compact' | 'spacious') => {
    const html = renderToString(<Capture url={url} appearance={{ layout }} />)
    expect(html).not.toContain('style')
    return [...html.matchAll(/ height="([^"]+)"/g)].map(([, height]) => height)
  }
  // 660 px when wide: 552 px and a line of 108 px (99 above the baseline), which becomes two lines when narrow.
  expect(render('compact')).toEqual(['552', '99px', '99px'])
  // 816 px when wide: 656 px, and lines of 96 and 64 px.
  expect(render('spacious')).toEqual(['656', '87px', '87px', '55px', '55px'])
})
