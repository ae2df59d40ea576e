/** A page that takes the form's own port from the SDK and sends forged messages through it. */
import { findForm } from '../../harness/findForm.js'
import { expect, sample, test } from '../../harness/fixtures.js'

/** Stores the SDK's ports, as a page script can that runs before the SDK. */
function stealPorts(): void {
  if (window.parent !== window) return
  const ports: MessagePort[] = []
  const messages: unknown[] = []
  Object.assign(window, { ports, messages })
  addEventListener('message', (event) => {
    ports.push(...event.ports)
    messages.push(event.data)
  })
  const Channel = MessageChannel
  window.MessageChannel = class extends Channel {
    constructor() {
      super()
      ports.push(this.port1, this.port2)
    }
  }
}

/** Sends forged and malformed messages through the form's own port. */
function sendForgedMessages(channel: string): void {
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

test('ignores forged messages through the form’s own port without an error', async ({ page, stack }) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => errors.push(message.text()))
  await page.addInitScript(stealPorts)
  await page.goto(stack.shop)
  const form = findForm(page)
  await form.waitReady()
  await form.fillCard(sample)
  const messages = await page.evaluate(() => Reflect.get(window, 'messages') as { channel: string }[])
  const channel = messages[0]?.channel ?? ''
  expect(channel).toMatch(/^ingo-capture\/1\//)
  await page.evaluate(sendForgedMessages, channel)
  // The form still works with the same port.
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
