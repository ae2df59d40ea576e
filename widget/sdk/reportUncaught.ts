/** Reports an error as one that no code catches. jsdom, happy-dom and old browsers have no `reportError`. */
export function reportUncaught(error: unknown): void {
  if ((globalThis as Partial<typeof globalThis>).reportError) reportError(error)
  else
    setTimeout(() => {
      throw error
    })
}
