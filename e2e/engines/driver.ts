/** The browser operations of the input cases, which both WebDriver and Playwright support. */
import type { FieldName } from '../../widget/protocol/messages.js'

export type Engine = 'chromium' | 'firefox' | 'webkit'

/** Drives one page with one form. */
export type Driver = {
  engine: Engine
  goto(url: string): Promise<void>
  /** Presses the browser's back button, and waits for the page. */
  back(): Promise<void>
  /** Runs a function in the host page; it may use only its argument. */
  inHost<Given, Result>(script: (given: Given) => Result, given: Given): Promise<Result>
  /** Runs a function in the form's document. */
  inFrame<Given, Result>(script: (given: Given) => Result, given: Given): Promise<Result>
  click(field: FieldName): Promise<void>
  /** Clicks an element of the host page. */
  clickHost(id: string): Promise<void>
  /** Types into the focused element, key by key. */
  type(text: string): Promise<void>
  /** Presses one key or chord, such as `Backspace` or `Control+v`. */
  press(chord: string): Promise<void>
  /** Drags with the mouse between two points of the form's document, in CSS px. */
  drag?(from: Point, to: Point): Promise<void>
  /** Composes with the browser's input method, one text after the other, and commits the last one. */
  compose?(texts: string[]): Promise<void>
  stop(): Promise<void>
}

export type Point = { x: number; y: number }
