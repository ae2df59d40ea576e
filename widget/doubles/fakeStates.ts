/** Puts a fake form into the states that the real form goes through before the result of a submit. */
import type { MountedFake } from './fakeForm.js'

/** The final states of the form, with the reason for the error message. */
const ends: Partial<Record<string, string>> = {
  tokenized: 'the form has its token',
  failed: 'the form has ended',
}

function readState({ host }: MountedFake): string {
  return host.getAttribute('data-capture-state') ?? ''
}

/** Submits the form, so that it can get a result. Throws an Error if the form has ended. */
export function toSubmitting(fake: MountedFake, call: string): MountedFake['receive'] {
  const receive = toEditable(fake, call)
  if (readState(fake) === 'ready') receive.submitting({})
  return receive
}

/** Makes the form ready, so that it can validate its fields. Throws an Error if the form has ended. */
export function toEditable(fake: MountedFake, call: string): MountedFake['receive'] {
  const { receive } = fake
  const end = ends[readState(fake)]
  if (end !== undefined) {
    throw new Error(
      `ingo-capture/testing: fake.${call}: ${end}, and gets no other answer. Mount another form`,
    )
  }
  if (readState(fake) === 'loading') receive.ready({})
  return receive
}
