/**
 * One at a time of each name: a session takes one place in line and in the limits while it is asked how it
 * stands, so that no number of repeats keeps other cardholders from theirs.
 */
export function createTurns() {
  const last = new Map<string, Promise<void>>()

  return async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = last.get(name)
    let end: () => void = () => undefined
    const mine = new Promise<void>((done) => {
      end = done
    })
    last.set(name, mine)
    await before
    try {
      return await work()
    } finally {
      if (last.get(name) === mine) last.delete(name)
      end()
    }
  }
}
