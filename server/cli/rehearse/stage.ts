/** One outcome on one page: opens the page, uses the form with the published kit, and collects findings. */
import type { Locator, Page } from '@playwright/test'
import type { CaptureFrame } from 'ingo-capture/playwright'
import type { Kit } from './browser.js'
import type { FindingName } from './findings.js'
import { recordRequests, type Requests } from './requests.js'
import { takeScreenshot } from './screenshot.js'
import type { Settings } from './settings.js'
import { selectValues, type Method } from './values.js'

/** The time limits for loading the form and for an answer, in ms. The form itself repeats a lost request after 4 s. */
const READY_MS = 30_000
const ANSWER_MS = 60_000
const POLL_MS = 100
/** The time for the kit to describe the form's state, in ms. */
const REPORT_MS = 1000
/** The element that the SDK mounts the form in. */
export const HOST = '[data-capture-state]'
/** The form's own button. */
export const OWN_BUTTON = 'form:not([hidden]) button[type="submit"]:not([hidden])'

/** The result of the first look at the page. */
export type Place = {
  /** The capture server's origin, from the form's URL. */
  origin: string
  /** The methods that the form offers. */
  methods: Method[]
  hasChoice: boolean
}

export class Stage {
  readonly form: CaptureFrame
  readonly requests: Requests
  readonly findings: FindingName[] = []
  screenshot: Buffer | undefined
  /** The tokens that the page has got, for `expectToken` and the screenshot. Secret. */
  readonly tokens: string[] = []
  #earlier = 0

  constructor(
    readonly page: Page,
    readonly settings: Settings,
    readonly kit: typeof Kit,
  ) {
    this.form = kit.captureFrame(page, settings.selectors.form)
    this.requests = recordRequests(page)
  }

  /** Opens the page, and presses the element that shows the form, if any. Does not wait for the form. */
  async open(url = this.settings.url): Promise<void> {
    const { open } = this.settings.selectors
    await this.page.goto(url.href, { waitUntil: 'domcontentloaded' })
    if (open !== undefined) await this.form.press(this.page.locator(open), { timeout: READY_MS })
  }

  /** Waits for the form, and fills it. */
  async fill({ methods, hasChoice }: Place, method: Method = methods[0] ?? 'card'): Promise<void> {
    await this.form.waitReady({ timeout: READY_MS })
    if (hasChoice) await this.form.chooseMethod(method)
    const values = await selectValues(this.form, method, this.kit)
    await (method === 'card' ? this.form.fillCard(values) : this.form.fillCheck({ beneficiary: values }))
  }

  /** Presses the pay button, and confirms the review of a check. Requests from now on belong to the payment. */
  async pay({ methods }: Place, method: Method = methods[0] ?? 'card'): Promise<void> {
    this.#expectPayment()
    const { button } = this.settings.selectors
    if (button === undefined) await this.form.submit()
    else await this.form.press(this.page.locator(button), { timeout: READY_MS })
    if (method === 'check') await this.form.confirm()
  }

  /** Like `pay`, with a double click. */
  async payTwice(): Promise<void> {
    this.#expectPayment()
    const { button } = this.settings.selectors
    const target = button === undefined ? this.form.frame.locator(OWN_BUTTON) : this.page.locator(button)
    await target.scrollIntoViewIfNeeded()
    // Waits, because right after a scroll Chromium delivers a click by the positions before it.
    await this.page.waitForTimeout(POLL_MS * 5)
    await target.dblclick()
  }

  #expectPayment(): void {
    this.requests.reset()
    this.#earlier = this.tokens.length
  }

  /** Waits for the payment's token, even if the page navigates after it. Without one, throws the form's message. */
  async expectToken(): Promise<void> {
    const isOver = async () => this.tokens.length > this.#earlier || (await this.readState()) === 'failed'
    await this.poll(isOver, ANSWER_MS)
    if (this.tokens.length === this.#earlier) await this.form.expectToken({ timeout: REPORT_MS })
  }

  showsSuccess = (): Promise<boolean> => isAnyVisible(this.page.locator(this.settings.selectors.success))
  showsFailure = (): Promise<boolean> => isAnyVisible(this.page.locator(this.settings.selectors.failure))
  /** Whether a message of the form, or of the SDK instead of the form, is visible on the page. */
  showsMessage = async (): Promise<boolean> => {
    const code = '[data-capture-code]'
    const host = this.page.locator(HOST)
    if (!(await isAnyVisible(host))) return false
    return (await isAnyVisible(host.locator(code))) || isAnyVisible(this.form.frame.locator(code))
  }

  /** The value of `data-capture-state`; empty without a form. */
  readState = async (): Promise<string> => {
    const states = await this.page
      .locator(HOST)
      .evaluateAll((hosts) => hosts.map((host) => host.getAttribute('data-capture-state')))
    return states[0] ?? ''
  }

  /** The form's URL, which differs for each session; empty without a form. It is secret, so only compare it. */
  readAddress = async (): Promise<string> => {
    const addresses = await this.page
      .locator(`${HOST} iframe`)
      .evaluateAll((frames) => frames.map((frame) => (frame as HTMLIFrameElement).src))
    return addresses[0] ?? ''
  }

  /** Whether the page shows that it is busy. Ignores the form's own progress. */
  isBusy = (): Promise<boolean> =>
    this.page
      .locator(this.settings.selectors.busy)
      .evaluateAll((elements) =>
        elements.some(
          (element) =>
            element.closest('[data-capture-state]') === null &&
            element.checkVisibility({ checkVisibilityCSS: true }),
        ),
      )

  /** Adds a finding, and takes a screenshot at the first one. */
  async report(name: FindingName): Promise<void> {
    if (this.findings.includes(name)) return
    this.findings.push(name)
    if (this.findings.length === 1) await this.photograph()
  }

  async photograph(): Promise<void> {
    this.screenshot = await takeScreenshot(this.page, this.tokens).catch(() => undefined)
  }

  /** Whether the condition becomes true within the time for the page's reaction. */
  async poll(isMet: () => Promise<boolean>, patience = this.settings.patience): Promise<boolean> {
    const end = Date.now() + patience
    for (;;) {
      // Ignores errors, because a page that navigates has no document for a moment.
      if (await isMet().catch(() => false)) return true
      if (Date.now() > end) return false
      await this.page.waitForTimeout(POLL_MS)
    }
  }
}

async function isAnyVisible(locator: Locator): Promise<boolean> {
  const visible = await Promise.all((await locator.all()).map((each) => each.isVisible()))
  return visible.includes(true)
}
