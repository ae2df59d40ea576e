/** One circuit: closed, suspected or open. Only the server's own probe opens it. */
import type { CircuitPolicy } from './circuitPolicies.js'
import type { GatewayResult } from './gatewayResult.js'

export type Circuit = {
  readonly policy: CircuitPolicy
  isOpen(): boolean
  /** Takes the result of a call. `source` is the session that made it, or the call itself if the backend made it. */
  record(source: string, result: GatewayResult): void
  /** Ends the timers. The result of a probe in flight is then ignored. */
  stop(): void
}

type Dependencies = {
  /** The token request of tokenProbe.ts. Never rejects. */
  probe: () => Promise<GatewayResult>
  now: () => number
  onChange: (circuit: Circuit) => void
}

export function createCircuit(policy: CircuitPolicy, { probe, now, onChange }: Dependencies): Circuit {
  let suspect = policy.createSuspect()
  let isOpen = false
  let isStopped = false
  /** While a probe is in flight, and during the pause after it. */
  let isProbing = false
  let pause: NodeJS.Timeout | undefined

  function set(open: boolean): void {
    suspect = policy.createSuspect()
    if (isOpen === open) return
    isOpen = open
    onChange(circuit)
  }

  async function decide(): Promise<void> {
    isProbing = true
    const verdict = policy.judge(await probe())
    if (isStopped) return
    if (verdict) set(verdict === 'broken')
    pause = setTimeout(() => {
      isProbing = false
      if (isOpen) void decide()
    }, policy.pauseMs).unref()
  }

  const circuit: Circuit = {
    policy,
    isOpen: () => isOpen,
    record(source, result) {
      const verdict = policy.judge(result)
      if (verdict === undefined || isStopped) return
      if (isOpen) {
        // This call was in flight when the circuit opened.
        if (verdict === 'works' && policy.closesOnSuccess) set(false)
      } else if (suspect(source, verdict, now()) && !isProbing) void decide()
    },
    stop() {
      isStopped = true
      clearTimeout(pause)
    },
  }
  return circuit
}
