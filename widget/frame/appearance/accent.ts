/** The color of the focus and of a chosen answer: the primary color, where it can be seen. */
import { createColorResolver } from './contrast.js'
import { isReadable } from './findProblem.js'
import { BACKGROUND } from './ruleTexts.js'

export type OwnStyle = Pick<CSSStyleDeclaration, 'getPropertyValue' | 'setProperty' | 'removeProperty'>

const ACCENT = '--accent'

/** A bright primary color is fine below a button's text, but too faint for a line: that has the text's color then. */
export function setAccent(style: OwnStyle): void {
  const resolve = createColorResolver()
  if (resolve(BACKGROUND)?.[3] !== 1 || isReadable('var(--color-primary)', BACKGROUND, resolve))
    removeAccent(style)
  else style.setProperty(ACCENT, 'var(--color-text)')
}

export function removeAccent(style: OwnStyle): void {
  style.removeProperty(ACCENT)
}
