/** The states that a fake form passes through before its answer, as the real one does. */
import type { MountedFake } from './fakeForm.js'

/** The states in which the real form gets no answer any more. */
const ends: Partial<Record<string, string>> = {
  tokenized: 'the form has its token',
  failed: 'the form has ended',
}

function readState({ host }: MountedFake): string {
  return host.getAttribute('data-capture-state') ?? ''
}

/** Leads to the state in which the real form gets an answer; throws an Error if the form has ended. */
export function toSubmitting(fake: MountedFake, call: string): MountedFake['receive'] {
  const receive = toEditable(fake, call)
  if (readState(fake) === 'ready') receive.submitting({})
  return receive
}

/** Leads to the state in which the real form checks what was typed; throws an Error if the form has ended. */
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
