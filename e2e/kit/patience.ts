/** A wait ends early only after this many looks at a state that waiting can't change: the page may mount another form. */
const FINAL_LOOKS = 4

/** Returns a function that decides whether to stop waiting. `isFinal`: waiting can't change what the latest look found. */
export function createPatience(): (isFinal: boolean) => boolean {
  let looks = 0
  return (isFinal) => {
    looks = isFinal ? looks + 1 : 0
    return looks >= FINAL_LOOKS
  }
}
