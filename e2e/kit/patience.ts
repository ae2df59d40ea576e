/** A page may mount another form meanwhile, so what waiting does not mend is seen so often in a row before a wait ends. */
const FINAL_LOOKS = 4

/** Returns a function that takes each look's "waiting does not mend this", and tells whether to stop waiting. */
export function createPatience(): (isFinal: boolean) => boolean {
  let looks = 0
  return (isFinal) => {
    looks = isFinal ? looks + 1 : 0
    return looks >= FINAL_LOOKS
  }
}
