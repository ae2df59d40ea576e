/** The WebDriver driver: Debian's WebKit browser on a virtual display. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Builder, By, Key, type WebDriver } from 'selenium-webdriver'
import { findFreePort } from '../../server/testing/freePorts.case.js'
import type { Driver, Point } from './driver.js'
import { startDisplay } from './display.js'

const DRIVER = '/usr/bin/WebKitWebDriver'
const START_TIMEOUT_MS = 15_000
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

/** Starts display, WebDriver server and browser; `stop` stops all three. */
export async function driveWebKit(browser: string): Promise<Driver> {
  const display = await startDisplay()
  const port = await findFreePort()
  const server = spawn(DRIVER, [`--port=${port}`], {
    env: { ...process.env, DISPLAY: display.name, GDK_BACKEND: 'x11', WAYLAND_DISPLAY: '' },
    stdio: 'ignore',
  })
  await waitUntilReady(`http://127.0.0.1:${port}/status`)
  const driver = await new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
    })
    .build()
  // The window shows the whole form, because a click in a frame doesn't scroll the page around the frame.
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
  const { enterFrame, leaveFrame } = createFrameSwitch(driver)

  return {
    engine: 'webkit',
    async goto(url) {
      await leaveFrame()
      await driver.get(url)
    },
    async back() {
      await leaveFrame()
      await driver.navigate().back()
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
    drag: (from, to) => drag(driver, from, to),
    type: (text) => driver.actions().sendKeys(text).perform(),
    press: (chord) => press(driver, chord),
  }
}

/** Switches between page and frame. Each switch costs a round trip, so it remembers the current one. */
function createFrameSwitch(driver: WebDriver) {
  let inside: boolean | undefined

  async function leaveFrame(): Promise<void> {
    if (inside !== false) await driver.switchTo().defaultContent()
    inside = false
  }

  async function enterFrame(): Promise<void> {
    if (inside) return
    await leaveFrame()
    await driver.switchTo().frame(driver.findElement(By.css('iframe')))
    inside = true
  }

  return { enterFrame, leaveFrame }
}

async function drag(driver: WebDriver, from: Point, to: Point): Promise<void> {
  const actions = driver.actions()
  actions.move(roundPoint(from)).press().pause(300)
  actions.move({ ...roundPoint({ x: (from.x + to.x) / 2, y: from.y + 8 }), duration: 200 })
  await actions
    .move({ ...roundPoint(to), duration: 200 })
    .pause(300)
    .release()
    .perform()
}

async function press(driver: WebDriver, chord: string): Promise<void> {
  const modifiers = chord.split('+')
  const key = modifiers.pop() ?? ''
  const codes = modifiers.map((name) => keys[name] ?? name)
  const actions = driver.actions()
  for (const code of codes) actions.keyDown(code)
  actions.sendKeys(keys[key] ?? key)
  for (const code of codes) actions.keyUp(code)
  await actions.perform()
}

function roundPoint({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) }
}

async function waitUntilReady(url: string): Promise<void> {
  const end = Date.now() + START_TIMEOUT_MS
  for (;;) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    if (Date.now() > end) throw new Error('WebKitWebDriver did not start')
    await new Promise((done) => setTimeout(done, 50))
  }
}
