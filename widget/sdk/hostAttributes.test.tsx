// @vitest-environment jsdom
/** Which props of the React component become attributes of the element around the form. */
import { act } from 'react'
import { createRoot, hydrateRoot, type Root } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { beforeEach, expect, it, vi } from 'vitest'
import { Capture, type CaptureProps } from './react.js'

vi.mock('../protocol/connect.js', () => ({
  connect: () => ({ opened: new Promise(() => undefined), send: () => undefined, close: () => undefined }),
}))

const url = 'https://capture.example/frame/demo?form=card#sealed'
const attributes: CaptureProps = {
  id: 'payout',
  className: 'form',
  style: { margin: 1 },
  role: 'group',
  'aria-label': 'Card',
  'data-test': 'form',
}
const html =
  '<div id="payout" class="form" style="margin:1px" role="group" aria-label="Card" data-test="form">'

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  document.body.innerHTML = '<main></main>'
})

const main = () => document.querySelector('main') ?? document.body
const host = () => main().firstElementChild

function render(props: CaptureProps, root?: Root): Root {
  const used = root ?? createRoot(main())
  act(() => {
    used.render(<Capture url={url} {...props} />)
  })
  return used
}

it('renders id, class, style, role, data-* and aria-* on a server, and no other prop', () => {
  const other = { title: 'Card', hidden: true, tabIndex: 1, onToken: () => undefined }
  expect(renderToString(<Capture url={url} {...attributes} {...other} />)).toContain(
    `${html}<div aria-hidden`,
  )
})

it('changes the attributes with the props, and keeps the form', () => {
  const root = render(attributes)
  const frame = host()?.querySelector('iframe')
  expect(frame).toBeTruthy()
  render({ ...attributes, id: 'other', 'data-test': undefined }, root)
  expect(host()?.id).toBe('other')
  expect(host()?.hasAttribute('data-test')).toBe(false)
  expect(host()?.querySelector('iframe')).toBe(frame)
})

it('ignores props with the names of the SDK’s own attributes', () => {
  const own = { 'data-capture-state': 'tokenized', 'data-capture-code': 'none', 'data-ingo-capture': '' }
  render({ ...attributes, ...(own as object) })
  expect(host()?.getAttribute('data-capture-state')).toBe('loading')
  expect(host()?.hasAttribute('data-capture-code')).toBe(false)
  expect(host()?.hasAttribute('data-ingo-capture')).toBe(false)
})

it('hydrates what a server has rendered, without a warning', () => {
  const warn = vi.spyOn(console, 'error').mockReturnValue()
  main().innerHTML = renderToString(<Capture url={url} {...attributes} />)
  act(() => {
    hydrateRoot(main(), <Capture url={url} {...attributes} />)
  })
  expect(warn).not.toHaveBeenCalled()
  expect(host()?.querySelector('iframe')).toBeTruthy()
})
