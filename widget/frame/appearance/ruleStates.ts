import type { RuleState } from '../../protocol/appearanceRules.js'

/** A later state in this list wins, whatever the order of the rules. */
export const ruleStates: RuleState[] = ['filled', 'hover', 'selected', 'focus', 'invalid', 'disabled']
