/** Drives one form of a page. */
import type { ElementHandle, FrameLocator, Locator, Page } from '@playwright/test'
import type { TokenEvent } from '../../widget/protocol/messages.js'
import { createActions, type Actions } from './actions.js'
import { createExpectations, type Expectations } from './expectations.js'
import { parts } from './form.js'
import { findHost } from './host.js'
import type { Waiting } from './press.js'
import { sentences } from './sentences.js'
import { findToken, recordTokens } from './tokens.js'

export type CaptureFrame = Expectations &
  Actions & {
    /** Waits until the page has mounted the form, the form is loaded and its session is open. */
    waitReady(waiting?: Waiting): Promise<void>
    /** Waits until the host page has received the token. Resolves to the page's `token` event. */
    expectToken(waiting?: Waiting): Promise<TokenEvent>
    /** The frame's document, for other locators. */
    frame: FrameLocator
  }

/**
 * The capture in `target`, a selector or locator of its host element or of an element around it. Without `target`, the
 * only capture of the page.
 */
export function captureFrame(page: Page, target?: string | Locator): CaptureFrame {
  const host = findHost(page, target)
  recordTokens(page)
  const iframe = host.locator.locator(parts.frame)
  const frame = host.locator.frameLocator(parts.frame)
  const { expectTokenized, waitOpen, ...expectations } = createExpectations(host, frame)

  return {
    ...expectations,
    ...createActions(host, frame),
    frame,
    async waitReady({ timeout } = {}) {
      await host.waitMounted(timeout)
      await waitOpen(timeout)
    },
    async expectToken({ timeout } = {}) {
      await expectTokenized(timeout)
      const handle = (await iframe.elementHandle()) as ElementHandle
      const event = await findToken(page, await handle.contentFrame())
      if (event) return event
      throw new Error(sentences.noToken)
    },
  }
}
