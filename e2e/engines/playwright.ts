/** The Playwright driver: Chromium, Firefox and Playwright's WebKit. */
import type { Browser, Frame } from '@playwright/test'
import type { Driver, Engine, Point } from './driver.js'
import { centerPoint } from './frameScripts.js'

type Script = (given: unknown) => unknown

/** Drives the browser; `stop` closes it. */
export async function drivePlaywright(browser: Browser): Promise<Driver> {
  // The window shows the whole form, so that no click has to scroll.
  const page = await browser.newPage({ viewport: { width: 1000, height: 1500 } })
  const engine = browser.browserType().name() as Engine

  function frame(): Frame {
    const [inner] = page.mainFrame().childFrames()
    if (!inner) throw new Error('There is no form on the page.')
    return inner
  }

  async function toPagePoint({ x, y }: Point): Promise<Point> {
    const box = await page.locator('iframe').boundingBox()
    return { x: x + (box?.x ?? 0), y: y + (box?.y ?? 0) }
  }

  return {
    engine,
    async back() {
      await page.goBack()
    },
    async goto(url) {
      await page.goto(url)
    },
    inHost: (script, given) => page.evaluate(script as Script, given) as never,
    inFrame: (script, given) => frame().evaluate(script as Script, given) as never,
    // Clicks with the mouse, because the checks of a locator's click would take most of a case's time.
    async click(field) {
      const { x, y } = await toPagePoint(await frame().evaluate(centerPoint, field))
      await page.mouse.click(x, y)
    },
    clickHost: (id) => page.locator(`#${id}`).click(),
    type: (text) => page.keyboard.type(text),
    press: (chord) => page.keyboard.press(chord.replace('Control+', 'ControlOrMeta+')),
    async drag(from, to) {
      const [start, end] = [await toPagePoint(from), await toPagePoint(to)]
      await page.mouse.move(start.x, start.y)
      await page.mouse.down()
      await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 })
      await page.mouse.move(end.x, end.y, { steps: 4 })
      await page.mouse.up()
    },
    ...(engine === 'chromium' && {
      async compose(texts: string[]) {
        const input = await page.context().newCDPSession(frame())
        for (const text of texts) {
          const end = text.length
          await input.send('Input.imeSetComposition', { text, selectionStart: end, selectionEnd: end })
        }
        await input.send('Input.insertText', { text: texts.at(-1) ?? '' })
        await input.detach()
      },
    }),
    stop: () => browser.close(),
  }
}
