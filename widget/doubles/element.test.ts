// @vitest-environment jsdom
import { expect, it, vi } from 'vitest'
import type { CaptureEvents } from '../sdk/events.js'
import './element.js'
import { fake } from './index.js'

it('<ingo-capture> fires the events of the fake form, and has its methods', async () => {
  const form = document.createElement('ingo-capture')
  form.url = 'https://capture.example/frame/demo?form=card#sealed'
  document.body.append(form)
  expect(form.dataset.captureState).toBe('loading')
  const heard = vi.fn<(event: CustomEvent<CaptureEvents['token']>) => void>()
  form.addEventListener('token', heard)
  const submitted = form.submit()
  fake.token({ customer_account_token: 'token-1' })
  expect(heard.mock.lastCall?.[0].detail).toMatchObject({ customer_account_token: 'token-1' })
  expect(await submitted).toMatchObject({ customer_account_token: 'token-1' })
  expect(form.dataset.captureState).toBe('tokenized')
  form.remove()
  expect(() => {
    fake.ready()
  }).toThrow('no form is mounted')
})
