'use server'

import { findOrCreateUrl, keepToken } from './orders'

/** For the page, when its session ends. */
export async function renewUrl(): Promise<string> {
  return findOrCreateUrl()
}

/** For the page, after the `token` event. The event is a hint: the backend reads the token itself. */
export async function confirmCard(): Promise<boolean> {
  return keepToken()
}
