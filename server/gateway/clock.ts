/** Time as an argument: `now` in ms since 1970. Tests pass a clock that stands still. */
export type Clock = { now: () => number; sleep: (ms: number) => Promise<void> }
