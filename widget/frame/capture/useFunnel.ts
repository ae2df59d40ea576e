/** Reports the form's events to the funnel. The counting code is a chunk, so that it does not delay the form. */
import { useEffect, useState } from 'react'
import type { HostLink } from '../host/useHost.js'
import type { CaptureState } from './captureState.js'
import type { Control, Funnel } from './formProgress.js'

function createFunnel(): Funnel {
  const funnel: Funnel = { kept: [], tell: (...happening) => void funnel.kept.push(happening) }
  return funnel
}

/**
 * Returns a link to the host page whose messages the funnel also receives. Call `noteInput` when a control was typed,
 * pasted or filled into.
 */
export function useFunnel(
  { send, hostOrigin }: HostLink,
  state: CaptureState,
  clock: () => number,
): HostLink & { noteInput: (control: Control) => void } {
  const [funnel] = useState(createFunnel)
  useEffect(() => {
    if (state.status !== 'ready' || funnel.isStarted) return
    funnel.isStarted = true
    const { funnel: isOn, account_types: types } = state.session
    funnel.tell('shown', clock())
    const stop = () => {
      funnel.tell = () => undefined
      funnel.kept = []
    }
    if (!isOn) stop()
    else
      import('./funnel.js').then(({ startFunnel }) => {
        startFunnel(funnel, types[0])
      }, stop)
  })
  return {
    hostOrigin,
    send(name, payload, onDelivered) {
      send(name, payload, onDelivered)
      funnel.tell('message', name, payload, clock())
    },
    noteInput({ name, type }) {
      funnel.tell('input', { name, type }, clock())
    },
  }
}
