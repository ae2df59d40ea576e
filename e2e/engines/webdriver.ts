/** Debian's WebKit: its small browser, driven through WebDriver on a screen of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Builder, By, Key, type WebDriver } from 'selenium-webdriver'
import { freePorts } from '../harness/stack.js'
import type { Driver, Point } from './driver.js'
import { startDisplay } from './display.js'

const DRIVER = '/usr/bin/WebKitWebDriver'
const SECONDS = 15
const keys: Record<string, string> = {
  Control: Key.CONTROL,
  Shift: Key.SHIFT,
  Backspace: Key.BACK_SPACE,
  Delete: Key.DELETE,
  Tab: Key.TAB,
  Enter: Key.ENTER,
  Home: Key.HOME,
  End: Key.END,
  ArrowLeft: Key.ARROW_LEFT,
  ArrowRight: Key.ARROW_RIGHT,
}

/** Starts display, driver and browser; `stop` ends all three. */
export async function driveWebKit(browser: string): Promise<Driver> {
  const display = await startDisplay()
  const [port = 0] = await freePorts(1)
  const server = spawn(DRIVER, [`--port=${port}`], {
    env: { ...process.env, DISPLAY: display.name, GDK_BACKEND: 'x11', WAYLAND_DISPLAY: '' },
    stdio: 'ignore',
  })
  await answers(`http://127.0.0.1:${port}/status`)
  const driver = await new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
    })
    .build()
  // The whole form is in view: a click in a frame doesn't scroll the page around it.
  await driver.manage().window().setRect({ x: 0, y: 0, width: 1000, height: 1500 })
  return {
    ...createDriver(driver),
    async stop() {
      await driver.quit()
      server.kill('SIGTERM')
      await once(server, 'exit')
      await display.stop()
    },
  }
}

function createDriver(driver: WebDriver): Omit<Driver, 'stop'> {
  async function run<Result>(script: (given: never) => unknown, given: unknown): Promise<Result> {
    return await driver.executeScript(`return (${script.toString()})(arguments[0])`, given)
  }

  // Each switch is a way there and back.
  let inside: boolean | undefined

  async function enterFrame(): Promise<void> {
    if (inside) return
    await leaveFrame()
    await driver.switchTo().frame(driver.findElement(By.css('iframe')))
    inside = true
  }

  async function leaveFrame(): Promise<void> {
    if (inside !== false) await driver.switchTo().defaultContent()
    inside = false
  }

  return {
    engine: 'webkit',
    async goto(url) {
      await leaveFrame()
      await driver.get(url)
    },
    async inHost(script, given) {
      await leaveFrame()
      return run(script, given)
    },
    async inFrame(script, given) {
      await enterFrame()
      return run(script, given)
    },
    async click(field) {
      await enterFrame()
      await driver.findElement(By.name(field)).click()
    },
    async clickHost(id) {
      await leaveFrame()
      await driver.findElement(By.id(id)).click()
    },
    async drag(from, to) {
      const actions = driver.actions()
      actions.move(rounded(from)).press().pause(300)
      actions.move({ ...rounded({ x: (from.x + to.x) / 2, y: from.y + 8 }), duration: 200 })
      await actions
        .move({ ...rounded(to), duration: 200 })
        .pause(300)
        .release()
        .perform()
    },
    type: (text) => driver.actions().sendKeys(text).perform(),
    async press(chord) {
      const held = chord.split('+')
      const key = held.pop() ?? ''
      const codes = held.map((name) => keys[name] ?? name)
      const actions = driver.actions()
      for (const code of codes) actions.keyDown(code)
      actions.sendKeys(keys[key] ?? key)
      for (const code of codes) actions.keyUp(code)
      await actions.perform()
    },
  }
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) }
}

async function answers(url: string): Promise<void> {
  const end = Date.now() + SECONDS * 1000
  for (;;) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    if (Date.now() > end) throw new Error('WebKitWebDriver did not start')
    await new Promise((done) => setTimeout(done, 50))
  }
}
