/** The question on the button of a covered form, on a device that renders slowly. */
import type { CaptureFrame } from 'ingo-capture/playwright'
import { expectQuestion, LAYER, open, pressTwice, setStyle } from '../../harness/coveredForm.js'
import { expect, test } from '../../harness/fixtures.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'it has no IntersectionObserver v2')

/** Makes each change of a text take longer than a double click. The result returns how many there were. */
async function slowDown({ frame }: CaptureFrame): Promise<() => Promise<number>> {
  const root = frame.locator('html')
  await root.evaluate(() => {
    const slowed = Object.assign(window, { changes: 0 })
    for (const name of ['nodeValue', 'textContent']) {
      const property = Object.getOwnPropertyDescriptor(Node.prototype, name) ?? {}
      const set = function (this: Node, text: string | null) {
        for (const end = performance.now() + 700; performance.now() < end;);
        slowed.changes += 1
        property.set?.call(this, text)
      }
      Object.defineProperty(Node.prototype, name, { ...property, set })
    }
  })
  return () => root.evaluate(() => Reflect.get(window, 'changes') as number)
}

test('the second press of a double click does not confirm a question that is rendered slowly', async ({
  page,
  stack,
}) => {
  const form = await open(page, stack)
  const before = stack.received.length
  await setStyle(page, form, '#veil', `${LAYER} pointer-events: none; background: #fff`)
  const countChanges = await slowDown(form)
  await pressTwice(form.frame.locator('button[type="submit"]'))
  await expectQuestion(page, form)
  expect(await countChanges()).toBeGreaterThan(0)
  expect(stack.received.length).toBe(before)
})
