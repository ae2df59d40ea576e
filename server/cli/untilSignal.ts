/** Stops once on SIGTERM or SIGINT; a second signal ends the process at once. Resolves to the exit code. */
export async function untilSignal(stop: () => Promise<boolean>): Promise<number> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        resolve()
      })
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  return (await stop()) ? 0 : 1
}
