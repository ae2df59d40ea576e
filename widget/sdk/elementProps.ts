/** What a template sets on `<ingo-capture>`: the part that the typings of React, Vue and Svelte share. */
import type { CaptureEvents } from './events.js'
import type { CaptureOptions } from './options.js'

/** The attributes of the element. Frameworks set `url` to null or undefined while they don't have it. */
export type ElementAttributes = {
  url?: string | null | undefined
  locale?: string | null | undefined
  /** Inside a `<form>`: the name under which the form sends the token. */
  name?: string | undefined
}

/** The properties of the element that are objects. An attribute can't hold them. */
export type ElementObjects = Pick<Partial<CaptureOptions>, 'appearance' | 'messages' | 'fonts' | 'renew'>

/** What a listener of the event `Name` receives. */
export type ElementListener<Name extends keyof CaptureEvents> = (
  event: CustomEvent<CaptureEvents[Name]>,
) => void
