/**
 * The published entry `ingo-capture/playwright`: drive the form in a test without knowing what is inside it.
 * It waits on states that the page shows, never on time.
 */
import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test'
import type { BeneficiaryField, PayeeField } from '../../contract/check.js'
import type { FieldName } from '../../widget/protocol/messages.js'

export { accounts, beneficiaryAccounts } from './accounts.js'

/** Fields by Ingo's documented names. */
export type CardValues = Partial<Record<CardField, string>>
export type CardField = FieldName

/** A check's beneficiary, and who is paid where that is another: with `recipient`, the question is answered so. */
export type CheckValues = {
  beneficiary?: Partial<Record<BeneficiaryField, string>>
  recipient?: Partial<Record<PayeeField, string>>
}

/** As long as the SDK itself waits for a form, and as the form waits for an answer, in ms: and a moment. */
const LOADING = { timeout: 55_000 }
const ANSWER = { timeout: 80_000 }

export type CaptureFrame = {
  /** Waits until the form is there and its session is open. */
  waitReady(): Promise<void>
  /** Fills what is given, as a person would see it: `expiration_date` as `12 / 29`, `recipient_state` as `GA`. */
  fillCard(values: CardValues): Promise<void>
  /** Fills a check's form; it is read back after `submit`, and sent after `confirm`. */
  fillCheck(values: CheckValues): Promise<void>
  /** Says yes to what is read back. */
  confirm(): Promise<void>
  /** A field's input, for whatever else a test wants to know or do. */
  field(name: CardField): Locator
  /** Presses the form's own button. */
  submit(): Promise<void>
  /** Waits until the host page has its token. */
  expectToken(): Promise<void>
  /** Waits for a refusal: at a field, or for the form as a whole; `text` is part of what it says. */
  expectError(where?: { field?: CardField; text?: string | RegExp }): Promise<void>
  /** The frame's document, for looking further. */
  frame: FrameLocator
}

/** The capture mounted in `selector`; without it, the one capture on the page. */
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

  return {
    frame,
    field,
    async waitReady() {
      await expect(host).toHaveAttribute('data-capture-state', 'ready', LOADING)
    },
    fillCard: fill,
    async fillCheck({ beneficiary = {}, recipient }) {
      await fill(beneficiary)
      if (!recipient) return
      const another = frame.locator('[name="recipient_is_beneficiary"][value="0"]')
      // Where the session has decided it, nobody is asked.
      await expect(another.or(field('recipient_line1')).first()).toBeVisible()
      if (await another.isVisible()) await another.check()
      await fill(recipient)
    },
    async confirm() {
      await frame.locator('.read-back button').last().click()
    },
    async submit() {
      await frame.locator('button[type="submit"]').click()
    },
    async expectToken() {
      await expect(host).toHaveAttribute('data-capture-state', 'tokenized', ANSWER)
    },
    async expectError({ field: name, text = /./ } = {}) {
      if (name === undefined) {
        await expect(frame.getByRole('alert')).toContainText(text, ANSWER)
        return
      }
      await expect(field(name)).toHaveAttribute('aria-invalid', 'true', ANSWER)
      await expect(field(name)).toHaveAccessibleDescription(
        text instanceof RegExp ? text : new RegExp(escaped(text)),
      )
    },
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
