/** A page that takes the form's own port from the SDK: the last door that is left to it. */
import { captureFrame } from 'ingo-capture/playwright'
import { expect, sample, test } from '../harness/fixtures.js'

/** Keeps what the SDK talks through: a page that runs before it can. */
function stealPorts(): void {
  if (window.parent !== window) return
  const ports: MessagePort[] = []
  const heard: unknown[] = []
  Object.assign(window, { ports, heard })
  addEventListener('message', (event) => {
    ports.push(...event.ports)
    heard.push(event.data)
  })
  const Channel = MessageChannel
  window.MessageChannel = class extends Channel {
    constructor() {
      super()
      ports.push(this.port1, this.port2)
    }
  }
}

/** Says, through the form's own port, what the SDK never would; but for what a host page may ask of a form. */
function attackByPort(channel: string): void {
  const cyclic: Record<string, unknown> = {}
  cyclic.self = cyclic
  const polluted = JSON.parse(
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
  ) as object
  const huge = 'x'.repeat(5_000_000)
  const calls: [methodPath: unknown, args: unknown][] = [
    ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'token', 'destroy', ''].map(
      (name) => [[name], [{}]] as [unknown, unknown],
    ),
    [['__proto__', 'polluted'], [1]],
    [['constructor', 'prototype', 'polluted'], [1]],
    [['submit', 'call'], [{}]],
    [['submit'], [cyclic]],
    [['submit'], [{ account: '4111111111111111' }]],
    [['clear'], ['all']],
    [['focus'], [{ field: '__proto__' }]],
    [['focus'], [{ field: ['account'] }]],
    [['configure'], [polluted]],
    [['configure'], [{ appearance: cyclic }]],
    [['configure'], [{ appearance: polluted, messages: polluted }]],
    [['configure'], [{ messages: { 'button.submit': cyclic } }]],
    [['configure'], [{ locale: huge }]],
    [['configure'], [{ appearance: { variables: { colorText: huge } } }]],
    [['configure'], [{ submitButton: 'no' }]],
    [['configure'], [null]],
    [['configure'], []],
    [['fonts'], [{ fonts: [{ family: huge, bytes: new ArrayBuffer(9) }] }]],
    [['fonts'], [{ fonts: new Array(1000).fill({}) }]],
  ]
  const envelope = { namespace: 'penpal', channel }
  const messages: unknown[] = [
    ...calls.map(([methodPath, args], id) => ({ ...envelope, type: 'CALL', id: `x${id}`, methodPath, args })),
    { ...envelope, type: 'REPLY', callId: 'x', value: cyclic },
    { ...envelope, type: 'REPLY', callId: '__proto__', isError: true, value: polluted },
    { ...envelope, type: 'TOKEN', customer_account_token: 'forged' },
    { ...envelope, type: '__proto__' },
    ...[
      null,
      undefined,
      0,
      '',
      [],
      cyclic,
      polluted,
      huge,
      new ArrayBuffer(5_000_000),
      new Map([['a', cyclic]]),
    ],
  ]
  for (const port of Reflect.get(window, 'ports') as MessagePort[])
    for (const message of messages) port.postMessage(message)
}

test('what a page says through the form’s own port, past the SDK, changes nothing and throws nothing', async ({
  page,
  stack,
}) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => errors.push(message.text()))
  await page.addInitScript(stealPorts)
  await page.goto(stack.shop)
  const form = captureFrame(page)
  await form.waitReady()
  await form.fillCard(sample)
  const heard = await page.evaluate(() => Reflect.get(window, 'heard') as { channel: string }[])
  const channel = heard[0]?.channel ?? ''
  expect(channel).toMatch(/^ingo-capture\/1\//)
  await page.evaluate(attackByPort, channel)
  // Through the same port, after all of that.
  await page.evaluate(() => {
    document.querySelector('iframe')?.focus()
  })
  for (const name of ['account', 'cvv', 'recipient_zip'] as const) {
    await expect(form.field(name)).toHaveValue(sample[name])
  }
  await expect(form.frame.getByRole('button', { name: 'Save card' })).toBeVisible()
  expect(await form.frame.locator('html').evaluate(() => 'polluted' in {})).toBe(false)
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
  await form.submit()
  await form.expectToken()
  await expect(page.locator('#backend-token')).not.toBeEmpty()
  await expect(page.locator('body')).not.toContainText('forged')
  expect(errors).toEqual([])
})
