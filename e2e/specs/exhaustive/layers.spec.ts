/** Which layers over the form or its fields make the form ask. Only Chromium detects a cover of a cross-site frame. */
import { BODY, expectQuestion, LAYER, open, setStyle, warnings } from '../../harness/coveredForm.js'
import { expect, test } from '../../harness/fixtures.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'it has no IntersectionObserver v2')

const THROUGH = `${LAYER} pointer-events: none;`

/** The page with these styles, and with content in the layer. */
function createBody(css: string, content = ''): string {
  return `<style>${css}</style>${BODY.replace('id="veil">', `id="veil">${content}`)}`
}

for (const [what, css, layer, content] of [
  ['its ::before', '#veil::before { content: ""; position: absolute; inset: 0; background: #fff }', ''],
  [
    'its ::after that lets clicks through too',
    '#veil::after { content: ""; position: fixed; inset: 0; background: #fff; pointer-events: none }',
    '',
  ],
  ['a text', '', 'font: 60px/1 monospace; word-break: break-all', 'W'.repeat(900)],
  ['its left border', '', 'box-sizing: border-box; border-left: 100vw solid #fff'],
  ['its lower border', '', 'box-sizing: border-box; border-bottom: 60vh solid #fff'],
] as const) {
  test(`asks if a layer that lets clicks through is painted by ${what}`, async ({ page, stack }) => {
    const form = await open(page, stack, createBody(css, content))
    await page.evaluate(() => {
      scrollTo(0, 0)
    })
    await setStyle(page, form, '#veil', `${THROUGH} ${layer}`)
    await form.field('recipient_phone').press('Enter')
    await expectQuestion(page, form)
  })
}

for (const [what, css, layer, content] of [
  ['a thin border beside the form', '', 'border-left: 4px solid #06c; inset: 0 auto 0 0; width: 90%'],
  ['a line around the form', '', 'border: 2px solid #06c'],
  ['a shadow around the form', '', 'box-shadow: 0 0 8px #06c'],
  [
    'a line of a pseudo-element around the form',
    'body { position: relative } body::after { content: ""; position: absolute; inset: 0; border: 1px solid; pointer-events: none }',
    '',
  ],
  [
    'a small picture of a pseudo-element',
    '#veil::before { content: ""; position: absolute; left: 0; top: 0; width: 24px; height: 24px; background: #06c }',
    '',
  ],
  ['a word over its edge', '', 'font: 12px sans-serif', 'Pay by card'],
] as const) {
  test(`does not ask if a layer that lets clicks through has ${what}`, async ({ page, stack }) => {
    const form = await open(page, stack, createBody(css, content))
    await page.evaluate(() => {
      scrollTo(0, 0)
    })
    await setStyle(page, form, '#veil', `${THROUGH} ${layer}`)
    await form.field('recipient_phone').press('Enter')
    await form.expectToken()
    expect(await warnings(page)).toEqual([])
  })
}

for (const name of ['account', 'cvv', 'recipient_state', 'recipient_city'] as const) {
  test(`asks once if only ${name} is covered`, async ({ page, stack }) => {
    const form = await open(page, stack)
    const field = form.field(name)
    await field.scrollIntoViewIfNeeded()
    const { x = 0, y = 0, width = 0, height = 0 } = (await field.boundingBox()) ?? {}
    const box = `inset: ${y}px auto auto ${x}px; width: ${width}px; height: ${height}px`
    await setStyle(page, form, '#veil', `${THROUGH} ${box}; background: #fff`)
    await form.field('recipient_phone').press('Enter')
    await expectQuestion(page, form)
    // Longer than a double click.
    await new Promise((done) => setTimeout(done, 600))
    await form.field('recipient_phone').press('Enter')
    await form.expectToken()
    expect(await warnings(page)).toEqual(['occluded'])
  })
}

test('does not ask if the page’s fixed header covers a field while it scrolls', async ({ page, stack }) => {
  const form = await open(page, stack)
  const field = form.field('account')
  await field.evaluate((input) => {
    input.scrollIntoView({ block: 'start' })
  })
  const { y = 0, height = 0 } = (await field.boundingBox()) ?? {}
  await setStyle(page, form, '#veil', `${LAYER} bottom: auto; height: ${y + height}px; background: #eee`)
  await form.field('recipient_phone').press('Enter')
  await form.expectToken()
  expect(await warnings(page)).toEqual([])
})
