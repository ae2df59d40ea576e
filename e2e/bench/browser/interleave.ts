/** Interleaves the samples of several subjects, so that a disturbance of the machine affects all of them. */
import { logProgress } from '../progress.js'

/** Selects one figure from each sample of a subject, in the order of the rounds. NaN stands for a failed sample. */
export type SelectFigures<Subject, Sample> = (
  subject: Subject,
  figure: (sample: Sample) => number,
) => number[]

/** Takes `rounds` samples of each subject. */
export async function sampleInterleaved<Subject extends string, Sample extends { ms: number }>(
  what: string,
  rounds: number,
  subjects: readonly Subject[],
  takeSample: (subject: Subject) => Promise<Sample>,
): Promise<SelectFigures<Subject, Sample>> {
  const samples = new Map<Subject, (Sample | undefined)[]>(subjects.map((subject) => [subject, []]))
  for (let round = 1; round <= rounds; round++) {
    for (const subject of subjects) {
      const step = `${what}, ${subject}, ${round} of ${rounds}`
      try {
        const sample = await takeSample(subject)
        samples.get(subject)?.push(sample)
        logProgress(`${step}: ${sample.ms.toFixed(1)} ms`)
      } catch (error) {
        samples.get(subject)?.push(undefined)
        logProgress(`${step}: failed: ${(error as Error).message}`)
      }
    }
  }
  return (subject, figure) => samples.get(subject)?.map((sample) => (sample ? figure(sample) : NaN)) ?? []
}
