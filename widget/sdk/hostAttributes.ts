/** The attributes that the React component passes on to its host element, the one around the form. */
import type { AriaAttributes, AriaRole, CSSProperties } from 'react'

/** `role` is among them because a `div` without one takes no `aria-label`. */
export type HostAttributes = AriaAttributes & {
  id?: string | undefined
  className?: string | undefined
  style?: CSSProperties | undefined
  role?: AriaRole | undefined
  [name: `data-${string}`]: string | number | boolean | undefined
  /** The SDK sets this one. */
  'data-capture-state'?: undefined
}

const FORWARDED = /^(?:id|className|style|role|aria-.+|data-.+)$/
/** The attributes that the SDK sets on the host: React would reset them. */
const OWN = /^data-(?:ingo-)?capture/

/** The host's attributes among the props. */
export function pickHostAttributes(props: HostAttributes): HostAttributes {
  const isForwarded = ([name]: [string, unknown]) => FORWARDED.test(name) && !OWN.test(name)
  return Object.fromEntries(Object.entries(props).filter(isForwarded))
}
