/** All that a script of the host page can see, hear and find while a card is typed and sent. */
import { captureFrame } from 'ingo-capture/playwright'
import { expect, expiration_date, sample, test } from '../harness/fixtures.js'
import { newSession, openHost } from '../harness/hostPage.js'
import { leftOver, record, type Recorded } from '../harness/recorder.js'

/** Told apart from everything else that a page may hold. */
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

/** A value in every form that it may have been put into: whole words, so that no id or length is taken for it. */
function formsOf(): RegExp[] {
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

test('nothing readable of a card comes to the host page, whatever it records', async ({ page, stack }) => {
  const outside: string[] = []
  page.on('console', (line) => outside.push(line.text()))
  page.on('pageerror', (error) => outside.push(error.message))
  page.on('request', (request) => {
    // The frame's own request to its own server is the one that may hold it.
    const own = request.method() === 'POST' && request.url() === `${stack.capture}/v1/captures`
    outside.push(request.url(), JSON.stringify(request.headers()), own ? '' : (request.postData() ?? ''))
  })
  await page.addInitScript(record)
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

  const recorded: Recorded = { ...(await page.evaluate(leftOver)), outside }
  // It was listening: to the port, which the token came by, to the page's own field, to what changed.
  expect(recorded.port?.join('\n')).toContain('"brand":"visa"')
  expect(recorded.event?.join('\n')).toContain('control')
  for (const kind of ['message', 'document', 'address', 'performance', 'entries', 'html', 'outside'])
    expect(recorded[kind]?.length, kind).toBeGreaterThan(0)
  const forms = formsOf()
  expect(forms.some((form) => form.test(`field=${marked.account};`))).toBe(true)
  const leaks = Object.entries(recorded).flatMap(([kind, lines = []]) =>
    lines.flatMap((line) =>
      forms.filter((form) => form.test(line)).map((form) => `${kind}: ${form.source}: ${line.slice(0, 200)}`),
    ),
  )
  expect(leaks).toEqual([])
  await test.step('the gateway has got it', () => {
    expect(stack.received.at(-1)?.body).toContain('4111111111111111')
  })
})
