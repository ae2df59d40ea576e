/** Replaces a session that ends by a new one, and keeps the cardholder's input. */
import { useEffectEvent, useRef } from 'react'
import type { HostLink } from '../host/useHost.js'
import type { CaptureParts } from './captureParts.js'
import type { Renewal, Renewed } from './renewSession.js'
import { createFormSchema, type useMethodChoice } from './useMethodChoice.js'

/**
 * `renew` resolves to the new session, if there is one. Concurrent calls share one renewal. `settled` waits for a renewal
 * in progress. It resolves to the latest renewed session, or to undefined if that is the given one, or there is none.
 */
export function useRenewal(
  { sealed, setSealed, setState, card, send }: CaptureParts,
  { choices }: ReturnType<typeof useMethodChoice>,
  { hostOrigin, clock }: Pick<HostLink, 'hostOrigin'> & { clock: () => number },
) {
  const answer = useRef<(url: unknown) => void>(undefined)
  const running = useRef<Promise<Renewal>>(undefined)
  /** The latest renewed session. A submit may need it before the next rendering. */
  const latest = useRef<Renewed>(undefined)

  async function run(): Promise<Renewal> {
    try {
      const { renewSession } = await import('./renewSession.js')
      const onAnswer = (resolve: (url: unknown) => void) => {
        answer.current = resolve
      }
      const ending = latest.current?.sealed ?? sealed
      const renewed = await renewSession({ sealed: ending, send, onAnswer, hostOrigin, clock })
      if (renewed) {
        latest.current = renewed
        apply(renewed)
      }
      return renewed
    } catch {
      // The chunk did not load, or the connection to the page is closed.
      return undefined
    } finally {
      running.current = undefined
    }
  }

  // The cardholder may have chosen another method since the renewal began.
  const apply = useEffectEvent(({ sealed: next, session }: Renewed): void => {
    setSealed(next)
    setState((state) =>
      state.status === 'ready'
        ? { ...state, session, failure: state.failure && { ...state.failure, attempts_left: undefined } }
        : state.status === 'submitting'
          ? { ...state, session }
          : state,
    )
    // Fill in only read-only values: an editable one, even if emptied, is the cardholder's.
    const schema = createFormSchema(session, choices)
    card.applyPrefill({ ...schema, prefill: schema.readonlyValues })
  })

  return {
    renew: () => (running.current ??= run()),
    async settled(known: string): Promise<Renewed | undefined> {
      await running.current
      return latest.current?.sealed === known ? undefined : latest.current
    },
    receive: ({ url }: { url?: unknown }): void => {
      answer.current?.(url)
    },
  }
}
