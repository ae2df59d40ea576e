// @vitest-environment jsdom
/**
 * What the page has to mend is never silent, whichever way it holds the form; and the form can stand in pages of
 * the kind that unit tests have: jsdom knows no matchMedia, no reportError, no forms for elements.
 */
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { FrameMessages } from '../protocol/messages.js'
import { create, type CaptureOptions } from './index.js'
import './element.js'
import type { IngoCaptureElement } from './element.js'
import type { Receive } from './iframe.js'
import { Capture } from './react.js'

const url = 'https://capture.example/frame/demo?form=card#sealed'
const refused = {
  code: 'invalid_request',
  message: 'no such theme',
  retryable: false,
  field: 'appearance.theme',
}
const declined = { code: 'card_declined', message: 'declined', retryable: false }
const lost = { code: 'origin_not_allowed', message: 'another origin', retryable: false }

/** The frames' ends of the doors, the newest last, and what was sent to each. */
const doors = vi.hoisted(() => [] as { receive: Receive; sent: string[] }[])
vi.mock('../protocol/connect.js', () => ({
  connect: ({ receive }: { receive: Receive }) => {
    const door = { receive, sent: [] as string[] }
    doors.push(door)
    return {
      opened: Promise.resolve('https://capture.example'),
      send: (name: string) => door.sent.push(name),
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
  doors.length = 0
  reported.mockReset()
  vi.unstubAllGlobals()
})

function say(name: keyof FrameMessages, payload: object): void {
  doors.at(-1)?.receive[name](payload as never)
}

function codes(): string[] {
  return reported.mock.calls.map(([error]) => (error as Error & { code: string }).code)
}

function host(): HTMLElement {
  return document.querySelector('#capture') ?? document.body
}

function element(html: string): IngoCaptureElement {
  host().innerHTML = html
  return host().firstElementChild as IngoCaptureElement
}

/** Each way to hold a form, with a handler of `name` or without one. */
const ways: [string, (name?: 'error' | 'loaderror') => void][] = [
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

it.each(ways)('%s: a form that fails, or a look that is refused, is an uncaught error', (_way, open) => {
  open()
  say('refused', refused)
  say('error', declined)
  say('loaderror', lost)
  expect(codes()).toEqual(['invalid_request', 'origin_not_allowed'])
})

it.each(ways)('%s: what somebody listens to is not', (_way, open) => {
  open('error')
  say('refused', refused)
  expect(codes()).toEqual([])
  open('loaderror')
  say('loaderror', lost)
  expect(codes()).toEqual([])
})

it('React: a root outside the document is told and takes nothing else down', () => {
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

it('the element takes nothing for no url and no locale, as frameworks set them', () => {
  const form = element('<ingo-capture locale="es"></ingo-capture>')
  form.url = undefined
  form.url = null
  form.locale = undefined
  expect(form.getAttributeNames()).toEqual([])
  expect(form.innerHTML).toBe('')
  expect(reported).not.toHaveBeenCalled()
})

it('the element with a bad url says so, as an event and to the cardholder, until it has a good one', () => {
  const form = element('<ingo-capture></ingo-capture>')
  const told: string[] = []
  form.addEventListener('loaderror', ({ detail }) => told.push(`${detail.code} ${detail.message}`))
  form.url = 'nonsense'
  expect(told).toEqual([expect.stringMatching(/^invalid_request .*"url" is not an absolute URL/)])
  expect(form.dataset.captureState).toBe('failed')
  expect(form.querySelector('[role="alert"]')?.textContent).toMatch(/cannot be used/)
  form.url = url
  expect(form.dataset.captureState).toBe('loading')
  expect(form.querySelector('[role="alert"]')).toBeNull()
  expect(reported).not.toHaveBeenCalled()
})

it('mounted again before it was ready, what was asked for is asked there, and a submit waits on', async () => {
  const capture = create({ url })
  capture.mount(host())
  capture.focus('cvv')
  const submitted = capture.submit()
  capture.mount(host())
  expect(doors.map(({ sent }) => sent)).toEqual([
    ['configure', 'focus'],
    ['configure', 'focus'],
  ])
  say('ready', {})
  expect(doors.at(-1)?.sent).toContain('submit')
  say('token', { customer_account_token: 'tok', account_type: 'card' })
  expect((await submitted).customer_account_token).toBe('tok')
})

it.each([[{}], [[{}]], [[{ family: 'Inter' }]], [[undefined]]])(
  'fonts that are none are refused: %j',
  (fonts) => {
    expect(() => create({ url, fonts } as CaptureOptions)).toThrow(
      '"fonts" must be a list of { family, src }',
    )
  },
)

it('a server renders the form’s place with attributes alone, of the height for each width', () => {
  const html = renderToString(<Capture url={url} />)
  expect(html).not.toContain('style')
  // 812 px where it is wide, of which 96 and 32 are lines that become two when it is narrow.
  expect([...html.matchAll(/ height="([^"]+)"/g)].map(([, height]) => height)).toEqual([
    '684',
    '87px',
    '87px',
    '23px',
    '23px',
  ])
})
