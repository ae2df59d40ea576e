/** Everything that a script of the host page can observe while a card is typed and sent. */
import { captureFrame } from 'ingo-capture/playwright'
import { expect, expiration_date, sample, test } from '../../harness/fixtures.js'
import { newSession, openHost } from '../../harness/hostPage.js'
import { collectRecords, installRecorder, type Recorded } from '../../harness/recorder.js'

/** Distinctive values that nothing else on a page contains. */
const marked = {
  ...sample,
  cvv: '739',
  recipient_first_name: 'Xanthippe',
  recipient_last_name: 'Quetzalcoatl',
  recipient_address1: '48151 Voyager Row',
  recipient_address2: 'Hangar 62342',
  recipient_city: 'Zzyzx',
  recipient_zip: '92309',
  recipient_phone: '7605558833',
}

/**
 * Patterns for every value in every encoding. They match whole words, so that they don't match an id
 * or a length by chance.
 */
function valuePatterns(): RegExp[] {
  const [year, month] = [expiration_date.slice(0, 2), expiration_date.slice(2)]
  const digits = marked.account.replaceAll(' ', '')
  const texts = [
    ...Object.values(marked).filter((text) => !/^\d\d \/ |^GA$/.test(text)),
    digits,
    digits.slice(0, 6),
    digits.slice(-4),
    digits.match(/\d{4}/g)?.join('-') ?? '',
    ...[`${month}${year}`, `${year}${month}`, `${month} / ${year}`, `${month}/${year}`, `20${year}-${month}`],
  ]
  const encoded = texts.flatMap((text) => [
    text,
    encodeURIComponent(text),
    Buffer.from(text).toString('base64').replace(/=+$/, ''),
    Buffer.from(text).toString('hex'),
  ])
  return [...new Set(encoded)].map(
    (text) => new RegExp(`(?<![\\w.-])${text.replace(/[/+.]/g, '\\$&')}(?![\\w.-])`, 'i'),
  )
}

test('the host page can’t record any card data', async ({ page, stack }) => {
  const outside: string[] = []
  page.on('console', (line) => outside.push(line.text()))
  page.on('pageerror', (error) => outside.push(error.message))
  page.on('request', (request) => {
    // Only the frame's request to its own server may hold card data.
    const own = request.method() === 'POST' && request.url() === `${stack.capture}/v1/captures`
    outside.push(request.url(), JSON.stringify(request.headers()), own ? '' : (request.postData() ?? ''))
  })
  await installRecorder(page)
  const url = JSON.stringify(await newSession(stack))
  await openHost(page, stack, {
    body: '<input id="own"><div id="capture"></div>',
    script: `listen(IngoCapture.create({ url: ${url} })).mount('#capture')`,
  })
  const form = captureFrame(page)
  await form.waitReady()
  await page.locator('#own').pressSequentially('control')
  for (const [name, value] of Object.entries(marked) as [keyof typeof marked, string][]) {
    if (name === 'recipient_state') await form.field(name).selectOption(value)
    else await form.field(name).pressSequentially(value)
  }
  await form.field('account').press('ControlOrMeta+a')
  await form.field('account').press('ControlOrMeta+c')
  await form.submit()
  await form.expectToken()
  await expect
    .poll(() => page.evaluate(() => JSON.stringify(Reflect.get(window, 'recorded'))))
    .toContain('customer_account_token')

  const recorded: Recorded = { ...(await page.evaluate(collectRecords)), outside }
  // Shows that the recorder works: it has port messages, the page's own input and changes.
  expect(recorded.port?.join('\n')).toContain('"brand":"visa"')
  expect(recorded.event?.join('\n')).toContain('control')
  for (const kind of ['message', 'document', 'address', 'performance', 'entries', 'html', 'outside'])
    expect(recorded[kind]?.length, kind).toBeGreaterThan(0)
  const patterns = valuePatterns()
  expect(patterns.some((form) => form.test(`field=${marked.account};`))).toBe(true)
  const leaks = Object.entries(recorded).flatMap(([kind, lines = []]) =>
    lines.flatMap((line) =>
      patterns
        .filter((form) => form.test(line))
        .map((form) => `${kind}: ${form.source}: ${line.slice(0, 200)}`),
    ),
  )
  expect(leaks).toEqual([])
  await test.step('the gateway receives it', () => {
    expect(stack.received.at(-1)?.body).toContain('4111111111111111')
  })
})
