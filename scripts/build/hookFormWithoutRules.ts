import type { Plugin } from 'vite'

/** The validation by rules that a field is registered with, such as `maxLength`: 200 lines of react-hook-form. */
const VALIDATION = /^var validateField = async \([^]*?^};$/m

/** Leaves react-hook-form's own validation out: the form has a resolver, which replaces it. */
export const hookFormWithoutRules: Plugin = {
  name: 'hook-form-without-rules',
  transform(code, id) {
    if (!id.includes('/react-hook-form/')) return undefined
    const stripped = code.replace(VALIDATION, 'var validateField = async () => ({});')
    if (stripped === code)
      throw new Error(
        'react-hook-form has changed: scripts/build/hookFormWithoutRules.ts finds its validation no more.',
      )
    return { code: stripped, map: null }
  },
}
