/** Whether the work ends in time. Rejects if it does. */
export async function endsWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<boolean>((done) => {
    timer = setTimeout(done, ms, false)
  })
  const inTime = await Promise.race([work.then(() => true), timeout])
  clearTimeout(timer)
  return inTime
}
