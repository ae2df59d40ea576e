// @vitest-environment jsdom
/** The component and the element wait while the page has no url yet. */
import { act, createRef } from 'react'
import { createRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { beforeEach, expect, it, vi } from 'vitest'
import './element.js'
import type { IngoCaptureElement } from './element.js'
import { Capture, type CaptureHandle } from './react.js'

const url = 'https://capture.example/frame/demo?form=card#sealed'

const reported = vi.fn()
beforeEach(() => {
  vi.stubGlobal('reportError', reported)
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  document.body.innerHTML = ''
})

it.each([undefined, null, ''])('React: shows the placeholder while the url is %j', (waiting) => {
  const root = document.createElement('div')
  document.body.append(root)
  const reactRoot = createRoot(root)
  const handle = createRef<CaptureHandle>()
  const render = (given?: string | null) => {
    act(() => {
      reactRoot.render(<Capture ref={handle} url={given} messages={{ 'button.submit': 'Save' }} />)
    })
  }
  const placeholder = () => root.querySelector<HTMLElement>('[aria-hidden]')?.style.display
  render(waiting)
  expect(placeholder()).not.toBe('none')
  expect(root.querySelector('iframe')).toBeNull()
  const missing = {
    code: 'invalid_request',
    field: 'url',
    message: expect.stringContaining('no url yet') as string,
  }
  const submitted = expect(handle.current?.submit()).rejects.toMatchObject(missing)
  render(url)
  expect(placeholder()).toBe('none')
  expect(root.querySelector('iframe')?.src).toContain('sealed')
  render(waiting)
  return Promise.resolve().then(() => {
    expect(root.querySelector('iframe')).toBeNull()
    expect(placeholder()).toBe('block')
    expect(reported).not.toHaveBeenCalled()
    return submitted
  })
})

it.each([undefined, null, ''])('renders a placeholder on a server for the url %j', (waiting) => {
  expect(renderToString(<Capture url={waiting} />)).toBe(renderToString(<Capture url={url} />))
})

it('React: refuses an invalid setting by name while there is no url', () => {
  const messages = { 'button.submit': () => 'Save' } as unknown as Record<string, string>
  expect(() => renderToString(<Capture url={undefined} messages={messages} />)).toThrow(
    '"messages.button.submit" must be plain data',
  )
})

it.each([undefined, null, ''])('the element waits while its url is %j', async (waiting) => {
  document.body.innerHTML = `<ingo-capture url="${url}"></ingo-capture>`
  const form = document.body.firstElementChild as IngoCaptureElement
  form.url = waiting
  expect(form.innerHTML).toBe('')
  expect(form.dataset.captureState).toBeUndefined()
  await expect(form.submit()).rejects.toMatchObject({ code: 'invalid_request', field: 'url' })
  form.url = url
  expect(form.dataset.captureState).toBe('loading')
  expect(reported).not.toHaveBeenCalled()
})
