// @vitest-environment jsdom
/** The page renews the session: with the option of `create`, in React, and with the element's property. */
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeEach, expect, it, vi } from 'vitest'
import './element.js'
import { create, fake } from './index.js'
import { Capture } from './react.js'

const url = 'https://capture.example/frame/demo?form=card#sealed'

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  document.body.innerHTML = '<div id="payout"></div>'
})

it('asks the page for a new session, and mounts the next form for it', async () => {
  const next = url.replace('sealed', 'another').replace('demo', 'renewed')
  const capture = create({ url, renew: () => Promise.resolve(next) })
  capture.mount('#payout')
  fake.ready()
  fake.renew()
  await vi.waitFor(() => {
    capture.mount('#payout')
    expect(document.querySelector('[data-capture-fake*="renewed"]')).not.toBeNull()
  }, 15_000)
  expect(fake.asked()).toEqual([])
})

it('ignores a late answer to an earlier request', async () => {
  const answers: ((url: string) => void)[] = []
  const renew = () => new Promise<string>((resolve) => answers.push(resolve))
  const capture = create({ url, renew })
  const mounted = () => document.querySelector('[data-capture-fake]')?.getAttribute('data-capture-fake')
  capture.mount('#payout')
  fake.ready()
  fake.renew()
  fake.renew()
  const [first, latest] = answers
  first?.(url.replace('demo', 'late'))
  // The form would accept an answer in a later task.
  await new Promise((resolve) => setTimeout(resolve))
  capture.mount('#payout')
  expect(mounted()).toContain('/demo')
  latest?.(url.replace('demo', 'renewed'))
  await vi.waitFor(() => {
    capture.mount('#payout')
    expect(mounted()).toContain('/renewed')
  }, 15_000)
})

it('<Capture> calls the onRenew of the latest rendering, and keeps the form', async () => {
  const root = createRoot(document.body)
  const [first, latest] = [vi.fn(), vi.fn(() => Promise.resolve(null))]
  for (const onRenew of [first, latest])
    act(() => {
      root.render(<Capture url={url} onRenew={onRenew} />)
    })
  fake.ready()
  fake.renew()
  await Promise.resolve()
  expect([first.mock.calls.length, latest.mock.calls.length]).toEqual([0, 1])
  expect(document.querySelectorAll('[data-capture-fake]')).toHaveLength(1)
  act(() => {
    root.unmount()
  })
})

it('<Capture> makes its next form for the renewed session, until its url changes', async () => {
  const root = createRoot(document.body)
  const mounted = () => document.querySelector('[data-capture-fake]')?.getAttribute('data-capture-fake')
  const onRenew = () => Promise.resolve(url.replace('demo', 'renewed'))
  const render = (props: { url: string; title?: string; submitButton?: boolean }) => {
    act(() => {
      root.render(<Capture {...props} onRenew={onRenew} />)
    })
    return mounted()
  }
  render({ url })
  fake.ready()
  fake.renew()
  // The form accepts the answer in a later turn.
  await new Promise((resolve) => setTimeout(resolve))
  expect(render({ url, title: 'Payout' })).toContain('/renewed')
  expect(render({ url, title: 'Payout', submitButton: false })).toContain('/renewed')
  expect(render({ url: url.replace('demo', 'other') })).toContain('/other')
  expect(render({ url })).toContain('/demo')
  act(() => {
    root.unmount()
  })
})

it('<ingo-capture> calls its property renew, even if it is set after the form is mounted', () => {
  const form = document.createElement('ingo-capture')
  form.url = 'https://capture.example/frame/demo?form=card#sealed'
  document.body.append(form)
  expect('renew' in form).toBe(true)
  const renew = vi.fn(() => Promise.resolve(null))
  form.renew = renew
  fake.ready()
  fake.renew()
  expect(renew).toHaveBeenCalledOnce()
  form.remove()
})

it('<ingo-capture> opens the renewed session again when it is moved, until its url changes', async () => {
  const renewed = url.replace('demo', 'renewed')
  const form = document.createElement('ingo-capture')
  const mounted = () => form.querySelector('[data-capture-fake]')?.getAttribute('data-capture-fake')
  form.url = url
  form.renew = () => Promise.resolve(renewed)
  document.body.append(form)
  fake.ready()
  fake.renew()
  // The form accepts the answer in a later turn.
  await new Promise((resolve) => setTimeout(resolve))
  document.querySelector('#payout')?.append(form)
  expect(mounted()).toContain('/renewed')
  form.submitButton = false
  form.remove()
  document.body.append(form)
  expect(mounted()).toContain('/renewed')
  form.remove()
  form.url = url.replace('demo', 'other')
  form.url = url
  document.body.append(form)
  expect(mounted()).toContain('/demo')
  form.remove()
})
