/** Removes values that hide the focus outline, unless the rule for the focus has a shadow that replaces the outline. */
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
/** The focus shadows of the themes have 0.22. */
const MIN_SHADOW_OPACITY = 0.2

/** Removes values from `rules`. Returns an event for each removed value. */
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

/** The properties of a rule that make the outline invisible. */
function listHidden({ part, state, values }: Rule, resolve: ColorResolver): RulePropertyName[] {
  const isFaint = (color: string) => (resolve(color)?.[3] ?? 1) < MIN_OUTLINE_OPACITY
  const { outlineWidth = '1px', outlineColor, borderColor } = Object.fromEntries(values)
  const hidden: RulePropertyName[] = []
  if (toPx(outlineWidth) < 1) hidden.push('outlineWidth')
  if (outlineColor !== undefined && isFaint(outlineColor)) hidden.push('outlineColor')
  // The outline of a focused field has its border color, which a rule for a state before `focus` does not change.
  const isOutline = part === 'input' && state && !isBeforeFocus(state) && outlineColor === undefined
  if (isOutline && borderColor !== undefined && isFaint(borderColor)) hidden.push('borderColor')
  return hidden
}

function isBeforeFocus(state: RuleState): boolean {
  return ruleStates.indexOf(state) < ruleStates.indexOf('focus')
}

/** Refuses shadows of later states, which would replace the focus shadow, or show a focus shadow without the focus. */
function refuseLaterShadows(rules: Rule[], { part }: Rule): ErrorEvent[] {
  return rules.flatMap((rule) => {
    if (rule.part !== part || !rule.state || rule.state === 'focus' || isBeforeFocus(rule.state)) return []
    if (!rule.values.delete('boxShadow')) return []
    const path = toPath(toSelector(rule), 'boxShadow')
    const fix = `Leave it out, or leave the outline in ${part}:focus`
    return [createRefusal(path, `hides the focus: ${part}:focus has a shadow in place of the outline`, fix)]
  })
}

/** Whether one of the shadows reaches 1 px or more outside of its box, or inside if `inset`, in a visible color. */
function isVisible(shadow: string, resolve: ColorResolver): boolean {
  return splitShadows(shadow).some(
    ({ reach, color }) => reach >= 1 && (resolve(color)?.[3] ?? 1) >= MIN_SHADOW_OPACITY,
  )
}
