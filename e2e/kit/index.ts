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
const MAX_CLICKS = 3
/** How long a click may be on its way; Chromium discards clicks up to 500 ms after a move. */
const CLICK = { timeout: 1_000 }

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
      await frame.locator('.read-back button').last().click()
    },
    async submit() {
      await clickUntilReceived(frame.locator('button[type="submit"]'))
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
 * Chromium discards a click on a frame of another site that the page has just moved, such as by a font that arrives
 * above it. Clicks again only if no click has reached the element.
 */
async function clickUntilReceived(button: Locator): Promise<void> {
  for (let tries = 1; tries <= MAX_CLICKS; tries++) {
    const seen = await button.evaluateHandle(({ ownerDocument }) => {
      const clicks = { count: 0 }
      ownerDocument.addEventListener('click', () => (clicks.count += 1), { capture: true, once: true })
      return clicks
    })
    await button.click()
    // A form that has left the page has received it.
    const countClicks = () => seen.evaluate(({ count }) => count).catch(() => 1)
    try {
      await expect.poll(countClicks, CLICK).toBe(1)
      return
    } catch {
      // Chromium has discarded it.
    }
  }
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
