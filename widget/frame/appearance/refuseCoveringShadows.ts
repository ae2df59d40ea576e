/** Removes shadows that would cover a text: a text beside the part, or, if they are `inset`, a text on the part. */
import type { RulePart } from '../../protocol/appearanceRules.js'
import type { ErrorEvent } from '../../protocol/messages.js'
import type { ColorResolver } from './contrast.js'
import { findProblem } from './findProblem.js'
import type { Rule } from './parseRules.js'
import { createRefusal, toPath, toSelector } from './refusal.js'
import { BACKGROUND, backgrounds, createTexts } from './ruleTexts.js'
import { splitShadows } from './ruleValues.js'

/** A shadow of any color may reach this far from the edge of its part, because no text is nearer to the edge. */
const NEAR_PX = 6

/** Removes values from `rules`. Returns an event for each removed value. */
export function refuseCoveringShadows(rules: Rule[], resolve: ColorResolver): ErrorEvent[] {
  return rules.flatMap((rule) => {
    const shadow = rule.values.get('boxShadow')
    if (shadow === undefined || !isCovering(shadow, rule.part, resolve)) return []
    rule.values.delete('boxShadow')
    const problem = `covers a text: it reaches more than ${NEAR_PX}px from the edge of its part, and is not faint enough`
    return [
      createRefusal(toPath(toSelector(rule), 'boxShadow'), problem, 'Choose a smaller or a fainter shadow'),
    ]
  })
}

/** Whether the theme's texts are unreadable on the shadows that reach far, blended with each other and the background. */
function isCovering(shadow: string, part: RulePart, resolve: ColorResolver): boolean {
  const far = splitShadows(shadow).filter(({ reach }) => reach > NEAR_PX)
  return [true, false].some((isInset) => {
    const on = isInset ? part : 'form'
    const colors = far.filter((one) => one.isInset === isInset).map(({ color }) => color)
    const layers = [...colors, backgrounds[on] ?? BACKGROUND]
    const inks = createTexts(false).flatMap((text) => (text.on === on && text.color ? [text.color] : []))
    return colors.length > 0 && inks.some((ink) => findProblem(ink, layers, resolve) !== undefined)
  })
}
