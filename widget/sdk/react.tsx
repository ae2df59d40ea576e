/** The published entry `ingo-capture/react`: the form as a component of React 18 or newer. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react'
import { create } from './capture.js'
import { createComponent } from './component.js'
import type { IngoCaptureElement } from './element.js'
import type { ElementAttributes, ElementListener, ElementObjects } from './elementProps.js'
import type { CaptureEvents, handlerNames } from './events.js'

export type { CaptureHandle, CaptureProps } from './component.js'

/**
 * The form of the session at `url`. Appearance, locale, messages and handlers change live. Another `url`,
 * `title`, `fonts` or `submitButton` makes a new form, and what was typed is lost.
 */
export const Capture = createComponent(create)

/** Props such as `onChange`, which React's types allow on a custom element. The element's events never reach them. */
type NeverCalled = (typeof handlerNames)[keyof CaptureEvents]
type CommonProps = Omit<HTMLAttributes<IngoCaptureElement>, NeverCalled> &
  ElementAttributes & { class?: string | undefined; 'submit-button'?: 'true' | 'false' | undefined }
/** React 18 sets only attributes: no handler or object reaches the element, and `className` sets no class. */
type React18Props = Omit<CommonProps, 'className'>
type React19Props = CommonProps &
  ElementObjects & { [Name in keyof CaptureEvents as `on${Name}`]?: ElementListener<Name> | undefined }
type IsReact19 = typeof import('react') extends { use: unknown } ? true : false
type ElementProps = DetailedHTMLProps<
  IsReact19 extends true ? React19Props : React18Props,
  IngoCaptureElement
>

// For the custom element in TSX. With React 19 its handlers are `ontoken` and the like. With React 18 use `<Capture>`,
// or `addEventListener` on a ref.
declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- React's own
  namespace JSX {
    // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- React's own
    interface IntrinsicElements {
      'ingo-capture': ElementProps
    }
  }
}
