/** The published entry `ingo-capture/svelte`, only types. It declares `<ingo-capture>` for Svelte's templates. */
import type { HTMLAttributes } from 'svelte/elements'
import type { IngoCaptureElement } from './element.js'
import type { ElementAttributes, ElementListener, ElementObjects } from './elementProps.js'
import type { CaptureEvents } from './events.js'

/** Svelte listens to `change` at the page's root, and events of the element don't bubble: `onchange` is never called. */
type EventAttribute<Name extends keyof CaptureEvents> =
  (Name extends 'change' ? 'onchangecapture' : `on${Name}`) | `on:${Name}`
/** `ontoken` and the like, or `on:token` in a component without runes. */
type Listeners = {
  [Name in keyof CaptureEvents as EventAttribute<Name>]?: ElementListener<Name> | null | undefined
}
/** Svelte's own event attributes with the same names. Their payloads have other types. */
type OtherListeners = `on${keyof CaptureEvents}${'' | 'capture'}` | `on:${keyof CaptureEvents}`

/** The attributes, properties and handlers of `<ingo-capture>` in a template. */
export type IngoCaptureAttributes = Omit<HTMLAttributes<IngoCaptureElement>, OtherListeners> &
  ElementAttributes &
  ElementObjects &
  Listeners & { 'submit-button'?: boolean | 'true' | 'false' | undefined }

declare module 'svelte/elements' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- Svelte's own
  interface SvelteHTMLElements {
    'ingo-capture': IngoCaptureAttributes
  }
}
