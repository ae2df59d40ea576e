/** Another session takes the place of one that ends, and what was typed stays. */
import { useRef } from 'react'
import type { HostLink } from '../host/useHost.js'
import type { CaptureParts } from './captureParts.js'
import type { Renewed } from './renewSession.js'
import { createFormSchema, type useMethodChoice } from './useMethodChoice.js'

/** `renew` resolves to the new session, or to undefined if there is none. Calls during one share its result. */
export function useRenewal(
  { sealed, setSealed, setState, card, send }: CaptureParts,
  { choices }: ReturnType<typeof useMethodChoice>,
  { hostOrigin, clock }: Pick<HostLink, 'hostOrigin'> & { clock: () => number },
) {
  const answer = useRef<(url: unknown) => void>(undefined)
  const running = useRef<Promise<Renewed | undefined>>(undefined)

  async function run(): Promise<Renewed | undefined> {
    try {
      const { renewSession } = await import('./renewSession.js')
      const onAnswer = (resolve: (url: unknown) => void) => {
        answer.current = resolve
      }
      const renewed = await renewSession({ sealed, send, onAnswer, hostOrigin, clock })
      if (renewed) apply(renewed)
      return renewed
    } catch {
      // The chunk did not load, or the connection to the page is closed.
      return undefined
    } finally {
      running.current = undefined
    }
  }

  function apply({ sealed: next, session }: Renewed): void {
    setSealed(next)
    setState((state) =>
      state.status === 'ready'
        ? { ...state, session, failure: state.failure && { ...state.failure, attempts_left: undefined } }
        : state.status === 'submitting'
          ? { ...state, session }
          : state,
    )
    card.applyPrefill(createFormSchema(session, choices))
  }

  return {
    renew: () => (running.current ??= run()),
    receive: ({ url }: { url?: unknown }): void => {
      answer.current?.(url)
    },
  }
}
