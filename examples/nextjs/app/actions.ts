'use server'

import { findOrCreateUrl, keepToken } from './orders'

/** The page calls this when its session ends. */
export async function renewUrl(): Promise<string> {
  return findOrCreateUrl()
}

/** The page calls this after the `token` event. The event is a hint: the backend reads the token itself. */
export async function confirmCard(): Promise<boolean> {
  return keepToken()
}
