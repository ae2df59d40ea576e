/** Samples of several subjects in turns: what disturbs the machine disturbs them all. */
import { say } from '../progress.js'

/** A figure of each sample of a subject, round by round; NaN where the sample failed. */
export type Turns<Subject, Sample> = (subject: Subject, figure: (sample: Sample) => number) => number[]

export async function inTurns<Subject extends string, Sample extends { ms: number }>(
  what: string,
  rounds: number,
  subjects: readonly Subject[],
  sampleOf: (subject: Subject) => Promise<Sample>,
): Promise<Turns<Subject, Sample>> {
  const samples = new Map<Subject, (Sample | undefined)[]>(subjects.map((subject) => [subject, []]))
  for (let round = 1; round <= rounds; round++) {
    for (const subject of subjects) {
      const step = `${what}, ${subject}, ${round} of ${rounds}`
      try {
        const sample = await sampleOf(subject)
        samples.get(subject)?.push(sample)
        say(`${step}: ${sample.ms.toFixed(1)} ms`)
      } catch (error) {
        samples.get(subject)?.push(undefined)
        say(`${step}: failed: ${(error as Error).message}`)
      }
    }
  }
  return (subject, figure) => samples.get(subject)?.map((sample) => (sample ? figure(sample) : NaN)) ?? []
}
