import type { RuleState } from '../../protocol/appearanceRules.js'

/** In this order: a later one wins, whatever the order of the rules. */
export const ruleStates: RuleState[] = ['filled', 'hover', 'selected', 'focus', 'invalid', 'disabled']
