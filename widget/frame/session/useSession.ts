/** Opens the session: asks the server for it, and compares its origin with the page that embeds the form. */
import { useEffect, useEffectEvent } from 'react'
import { fetchSession, type Failure, type ApiResult } from './api.js'
import { developerMessages } from './developerMessages.js'
import { loadMethods } from '../methods/loadMethods.js'
import { isCardOnly } from '../form/variant.js'
import type { OpenSession } from './openSession.js'

/** A lost packet shouldn't cost the form: pauses before asking again, in ms. */
const PAUSES = [500, 1500, 4000]

type Events = {
  onOpen: (session: OpenSession) => void
  onFailure: (failure: Failure, reference?: string) => void
}

/** Opens again with each new `turn`. */
export function useSession(
  sealed: string,
  peer: () => Promise<string>,
  reloadKey: number,
  events: Events,
): void {
  const origin = useEffectEvent(peer)
  const opened = useEffectEvent((outcome: ApiResult<OpenSession>) => {
    if ('value' in outcome) events.onOpen(outcome.value)
    else events.onFailure(outcome.failure, outcome.reference)
  })

  useEffect(() => {
    let stopped = false
    open(sealed, origin())
      .then((outcome) => {
        if (!stopped) opened(outcome)
      })
      // The connection was closed: there is nobody to tell.
      .catch(() => undefined)
    return () => {
      stopped = true
    }
  }, [sealed, reloadKey])
}

async function open(sealed: string, peer: Promise<string>): Promise<ApiResult<OpenSession>> {
  const [outcome, origin] = await Promise.all([fetchPatiently(sealed), peer])
  if ('failure' in outcome) return outcome
  const { value } = outcome
  if (value.origin !== origin) {
    const message = `The session was made for ${value.origin}, and this page is of ${origin}: make it with that origin.`
    return { failure: { code: 'origin_not_allowed', message, retryable: false } }
  }
  if (isCardOnly(value.account_types)) return outcome
  try {
    return { value: { ...value, methods: await loadMethods() } }
  } catch {
    // Its script did not come: the page may be loaded again.
    return { failure: { code: 'internal', message: developerMessages.noScript, retryable: true } }
  }
}

async function fetchPatiently(sealed: string, pauses = PAUSES): Promise<ApiResult<OpenSession>> {
  const outcome = await fetchSession(sealed)
  if ('value' in outcome)
    return { value: { ...outcome.value, now: createServerClock(outcome.value.server_time) } }
  const [pause, ...later] = pauses
  if (!outcome.failure.retryable || pause === undefined) return outcome
  await new Promise((resolve) => setTimeout(resolve, pause))
  return fetchPatiently(sealed, later)
}

/** The server's clock: a wrong clock in the cardholder's device refuses no card. */
function createServerClock(serverTime: string): () => number {
  const offset = Date.parse(serverTime) - performance.now()
  return () => offset + performance.now()
}
