/** Sets the accent color, for the focus and for the selected option: the primary color, if it has enough contrast. */
import { createColorResolver } from './contrast.js'
import { isReadable } from './findProblem.js'
import { BACKGROUND } from './ruleTexts.js'

export type OwnStyle = Pick<CSSStyleDeclaration, 'getPropertyValue' | 'setProperty' | 'removeProperty'>

const ACCENT = '--accent'

/** A bright primary color is fine behind a button's text, but too faint for a line. Then lines get the text's color. */
export function setAccent(style: OwnStyle): void {
  const resolve = createColorResolver()
  if (resolve(BACKGROUND)?.[3] !== 1 || isReadable('var(--color-primary)', BACKGROUND, resolve))
    removeAccent(style)
  else style.setProperty(ACCENT, 'var(--color-text)')
}

export function removeAccent(style: OwnStyle): void {
  style.removeProperty(ACCENT)
}
