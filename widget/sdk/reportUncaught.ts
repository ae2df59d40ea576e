/** Reports an error as uncaught. jsdom, happy-dom and old browsers have no `reportError`. */
export function reportUncaught(error: unknown): void {
  if ((globalThis as Partial<typeof globalThis>).reportError) reportError(error)
  else
    setTimeout(() => {
      throw error
    })
}
