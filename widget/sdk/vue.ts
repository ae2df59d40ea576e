/** The published entry `ingo-capture/vue`, only types. It declares `<ingo-capture>` for Vue's templates. */
import type { HTMLAttributes, PublicProps } from 'vue'
import type { IngoCaptureElement } from './element.js'
import type { ElementAttributes, ElementListener, ElementObjects } from './elementProps.js'
import type { CaptureEvents } from './events.js'

/** The props that Vue makes of `@token` and the like. */
type Listeners = {
  [Name in keyof CaptureEvents as `on${Capitalize<Name>}`]?: ElementListener<Name> | undefined
}

/** The compiler of templates reads `data-test` as `dataTest`, and `submit-button` as `submitButton`. */
type CamelCased = {
  [name: `data${Capitalize<string>}`]: unknown
  submitButton?: boolean | 'true' | 'false' | undefined
}

/** The attributes, properties and listeners of `<ingo-capture>` in a template. */
export type IngoCaptureProps = Omit<HTMLAttributes, keyof Listeners> &
  PublicProps &
  ElementAttributes &
  ElementObjects &
  CamelCased &
  Listeners & { title?: string | undefined }

declare module 'vue' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- Vue's own
  interface GlobalComponents {
    'ingo-capture': new () => IngoCaptureElement & { $props: IngoCaptureProps }
  }
}
