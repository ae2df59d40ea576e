import type { Plugin } from 'vite'
import { replaceOrThrow, type Replacement } from './replaceOrThrow.js'

const replacements: Replacement[] = [
  // The validation by rules that a field is registered with, such as `maxLength`: 300 lines.
  [/^var validateField = async \([^]*?^};$/m, ''],
  [
    /^ {4}const executeBuiltInValidation = async \([^]*?^ {4}\};$/m,
    'const executeBuiltInValidation = async () => true;',
  ],
  // The validation by the option `validate`.
  [/^ {4}const validateForm = async \([^]*?^ {4}\};$/m, 'const validateForm = async () => true;'],
  // Lists of fields, which only `useFieldArray` changes.
  [/^ {4}const _setFieldArray = \([^]*?^ {4}\};$/m, 'const _setFieldArray = () => undefined;'],
]

/** Leaves out of react-hook-form what the form does not use: its own validation, which the resolver replaces, and lists. */
export const hookFormWithoutRules: Plugin = {
  name: 'hook-form-without-rules',
  // Before Vite's own transform changes the indentation.
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('/react-hook-form/')) return undefined
    return { code: replaceOrThrow('react-hook-form', code, replacements), map: null }
  },
}
