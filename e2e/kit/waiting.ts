/** Waits of the Playwright kit. */
import type { FrameLocator } from '@playwright/test'
import { checkTimeout } from './arguments.js'
import { isAnyVisible, parts, readMessages, type Seen } from './form.js'
import type { Host } from './host.js'
import { createPatience } from './patience.js'
import { expect } from './playwright.js'
import type { Missing } from './sentences.js'

/** Returns a function that reads the visible state of the capture. */
export function createLook(host: Host, frame: FrameLocator): () => Promise<Seen> {
  return async () => {
    const state = (await host.locator.getAttribute('data-capture-state', { timeout: 1000 })) ?? ''
    const [inside, outside, isReviewing] = await Promise.all([
      frame.locator(parts.messages).evaluateAll(readMessages),
      host.locator.locator(parts.fallback).evaluateAll(readMessages),
      frame.locator(parts.confirm).evaluateAll(isAnyVisible),
    ])
    return { state, messages: [...outside, ...inside], isReviewing }
  }
}

/**
 * Waits until nothing is missing. Otherwise fails with the sentence of the last look, and at once if waiting can't
 * change it. The first look is always completed, even if a busy page takes longer for it than the time-out.
 */
export async function waitUntilFound(
  look: () => Promise<Missing | undefined>,
  timeout: number,
): Promise<void> {
  checkTimeout(timeout)
  const isGivenUp = createPatience()
  let missing: Missing | undefined
  try {
    await expect(async () => {
      missing = await look()
      if (missing && !isGivenUp(missing.isFinal)) throw new Error(missing.sentence)
    }).toPass({ timeout })
  } catch (error) {
    missing ??= await look()
    if (missing) throw new Error(missing.sentence, { cause: error })
  }
  if (missing) throw new Error(missing.sentence)
}
