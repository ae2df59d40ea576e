/**
 * The published entry `ingo-capture/playwright`: drives the form in a test without knowledge of its markup.
 * It waits for states that the page shows, never for a fixed time.
 */
import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test'
import type { BeneficiaryField, PayeeField } from '../../contract/check.js'
import type { FieldName } from '../../widget/protocol/messages.js'

export { accounts, beneficiaryAccounts } from './accounts.js'

/** Fields by Ingo's documented names. */
export type CardValues = Partial<Record<CardField, string>>
export type CardField = FieldName

/** A check's beneficiary. With `recipient`, the check is made out to another person or organization. */
export type CheckValues = {
  beneficiary?: Partial<Record<BeneficiaryField, string>>
  recipient?: Partial<Record<PayeeField, string>>
}

/** In ms: a little longer than the SDK waits for the form, and than the form waits for a response. */
const LOADING = { timeout: 55_000 }
const RESPONSE = { timeout: 80_000 }

export type CaptureFrame = {
  /** Waits until the form is loaded and its session is open. */
  waitReady(): Promise<void>
  /** Fills fields with values as a person types them: `expiration_date` as `12 / 29`, `recipient_state` as `GA`. */
  fillCard(values: CardValues): Promise<void>
  /** Fills a check's form. `submit` shows it for review, `confirm` sends it. */
  fillCheck(values: CheckValues): Promise<void>
  /** Confirms the review of a check. */
  confirm(): Promise<void>
  /** A field's input, for other actions and assertions. */
  field(name: CardField): Locator
  /** Presses the form's own button. */
  submit(): Promise<void>
  /** Waits until the host page has received the token. */
  expectToken(): Promise<void>
  /** Waits for an error at a field, or of the whole form without `field`; `text` is part of its message. */
  expectError(where?: { field?: CardField; text?: string | RegExp }): Promise<void>
  /** The frame's document, for other locators. */
  frame: FrameLocator
}

/** The capture mounted in `selector`; without it, the only capture on the page. */
export function captureFrame(page: Page, selector = '[data-capture-state]'): CaptureFrame {
  const host = page.locator(selector)
  const frame = host.frameLocator('iframe')
  const field = (name: CardField) => frame.locator(`[name="${name}"]`)

  async function fill(values: CardValues): Promise<void> {
    for (const [name, value] of Object.entries(values)) {
      const input = field(name as CardField)
      if (name.endsWith('_state')) await input.selectOption(value)
      else await input.fill(value)
    }
  }

  /** The state, with what the form says about it: a test that waits in vain reports the reason. */
  async function describeState(): Promise<string> {
    const state = (await host.getAttribute('data-capture-state')) ?? ''
    if (!/^(?:ready|failed)$/.test(state)) return state
    return [state, ...(await frame.locator('.problem, .notice, .panel').allInnerTexts())].join(': ')
  }

  return {
    frame,
    field,
    async waitReady() {
      // A form without a field submits itself.
      await expect(host).toHaveAttribute('data-capture-state', /^(?:ready|submitting|tokenized)$/, LOADING)
    },
    fillCard: fill,
    async fillCheck({ beneficiary = {}, recipient }) {
      await fill(beneficiary)
      if (!recipient) return
      const another = frame.locator('[name="recipient_is_beneficiary"][value="0"]')
      // The form doesn't ask this question if the session has decided it.
      await expect(another.or(field('recipient_line1')).first()).toBeVisible()
      if (await another.isVisible()) await another.check()
      await fill(recipient)
    },
    async confirm() {
      await clickInView(frame.locator('.read-back button').last())
    },
    async submit() {
      await clickInView(frame.locator('button[type="submit"]'))
    },
    async expectToken() {
      await expect.poll(describeState, RESPONSE).toBe('tokenized')
    },
    async expectError({ field: name, text = /./ } = {}) {
      if (name === undefined) {
        await expect(frame.getByRole('alert')).toContainText(text, RESPONSE)
        return
      }
      await expect(field(name)).toHaveAttribute('aria-invalid', 'true', RESPONSE)
      await expect(field(name)).toHaveAccessibleDescription(
        text instanceof RegExp ? text : new RegExp(escapePattern(text)),
      )
    },
  }
}

/**
 * Clicks an element of the page or of the form once its scroll is painted. Playwright scrolls and clicks at once, and until
 * the next frames are painted Chromium delivers the click by the old places: a button below the form loses it to a field.
 */
export async function clickInView(target: Locator): Promise<void> {
  // By script: Playwright waits until the element is still, and a frame out of sight may paint nothing for seconds.
  await target.evaluate((element) => {
    element.scrollIntoView({ block: 'center', behavior: 'instant' })
  })
  await target.page().evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(resolve))
      }),
  )
  await target.click()
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
