/** Attributes, properties and listeners of `<ingo-capture>`: the types that React, Vue and Svelte templates share. */
import type { CaptureEvents } from './events.js'
import type { CaptureOptions } from './options.js'

/** The attributes of the element. Frameworks set `url` to null or undefined while they don't have it. */
export type ElementAttributes = {
  url?: string | null | undefined
  locale?: string | null | undefined
  /** Inside a `<form>`: the name under which the form sends the token. */
  name?: string | undefined
}

/** The element's object properties, which no attribute can hold. */
export type ElementObjects = Pick<Partial<CaptureOptions>, 'appearance' | 'messages' | 'fonts' | 'renew'>

/** A listener of the event `Name`. */
export type ElementListener<Name extends keyof CaptureEvents> = (
  event: CustomEvent<CaptureEvents[Name]>,
) => void
