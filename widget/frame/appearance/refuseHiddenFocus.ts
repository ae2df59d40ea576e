/** Removes from rules what hides the outline of the focus, unless a shadow that comes with the focus replaces it. */
import type { RuleState } from '../../protocol/appearanceRules.js'
import type { ErrorEvent } from '../../protocol/messages.js'
import type { ColorResolver } from './contrast.js'
import { toPx } from './cssValues.js'
import type { Rule } from './parseRules.js'
import { createRefusal, toPath, toSelector } from './refusal.js'
import { ruleParts } from './ruleParts.js'
import type { RulePropertyName } from './ruleProperties.js'
import { ruleStates } from './ruleStates.js'
import { splitShadows } from './ruleValues.js'

const MIN_OUTLINE_OPACITY = 0.5
/** The themes' own shadows of the focus have 22 %. */
const MIN_SHADOW_OPACITY = 0.2

/** Changes `rules`; returns an event for each value that it removed. */
export function refuseHiddenFocus(rules: Rule[], resolve: ColorResolver): ErrorEvent[] {
  return rules.flatMap((rule) => {
    const { part, state, values } = rule
    const hidden = 'focus' in ruleParts[part].states ? listHidden(rule, resolve) : []
    const shadow = state === 'focus' ? values.get('boxShadow') : undefined
    if (hidden.length > 0 && shadow !== undefined && isVisible(shadow, resolve)) {
      return refuseLaterShadows(rules, rule)
    }
    return hidden.map((property) => {
      values.delete(property)
      const path = toPath(toSelector(rule), property)
      return createRefusal(
        path,
        'hides the focus',
        `Set it in ${part}:focus, beside a boxShadow that shows it`,
      )
    })
  })
}

/** The properties of a rule that leave no outline to see. */
function listHidden({ part, state, values }: Rule, resolve: ColorResolver): RulePropertyName[] {
  const isFaint = (color: string) => (resolve(color)?.[3] ?? 1) < MIN_OUTLINE_OPACITY
  const { outlineWidth = '1px', outlineColor, borderColor } = Object.fromEntries(values)
  const hidden: RulePropertyName[] = []
  if (toPx(outlineWidth) < 1) hidden.push('outlineWidth')
  if (outlineColor !== undefined && isFaint(outlineColor)) hidden.push('outlineColor')
  // The outline of a field has the color of its line, which a rule for an earlier state does not change.
  const isOutline = part === 'input' && state && !isBeforeFocus(state) && outlineColor === undefined
  if (isOutline && borderColor !== undefined && isFaint(borderColor)) hidden.push('borderColor')
  return hidden
}

function isBeforeFocus(state: RuleState): boolean {
  return ruleStates.indexOf(state) < ruleStates.indexOf('focus')
}

/** A state after the focus would take its shadow away, or show the same shadow without it. */
function refuseLaterShadows(rules: Rule[], { part }: Rule): ErrorEvent[] {
  return rules.flatMap((rule) => {
    if (rule.part !== part || !rule.state || rule.state === 'focus' || isBeforeFocus(rule.state)) return []
    if (!rule.values.delete('boxShadow')) return []
    const path = toPath(toSelector(rule), 'boxShadow')
    const fix = `Leave it out, or leave the outline in ${part}:focus`
    return [createRefusal(path, `hides the focus: ${part}:focus has a shadow in place of the outline`, fix)]
  })
}

/** At least 1 px of one of the shadows is outside of its box, or inside if it is `inset`, in a color to see. */
function isVisible(shadow: string, resolve: ColorResolver): boolean {
  return splitShadows(shadow).some(
    ({ reach, color }) => reach >= 1 && (resolve(color)?.[3] ?? 1) >= MIN_SHADOW_OPACITY,
  )
}
