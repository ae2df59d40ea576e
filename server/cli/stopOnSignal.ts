/**
 * Waits for SIGTERM or SIGINT, then stops; a second signal ends the process at once with 1. Resolves to the exit
 * code: 0 if `stop` resolves to true.
 */
export async function stopOnSignal(stop: () => Promise<boolean>): Promise<number> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        resolve()
      })
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  return (await stop()) ? 0 : 1
}
