import type { Resolver } from 'react-hook-form'
import { toRequestBody } from './normalize.js'
import { validateForm, type FormRules } from './validate.js'
import type { CaptureContent, Values } from './values.js'

/** Validates on submit: the request's body, or the broken rule of each field. */
export function createResolver(rules: FormRules): Resolver<Values, unknown, CaptureContent> {
  return (values) => {
    const broken = validateForm(values, rules)
    if (broken.size === 0) return { values: toRequestBody(values, rules.schema), errors: {} }
    return { values: {}, errors: Object.fromEntries([...broken].map(([name, type]) => [name, { type }])) }
  }
}
