/** Time as an argument: `now` in ms since 1970. Tests pass a clock that they move. */
export type Clock = { now: () => number; sleep: (ms: number) => Promise<void> }
