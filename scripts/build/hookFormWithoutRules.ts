import type { Plugin } from 'vite'
import { replaceOrThrow, type Replacement } from './replaceOrThrow.js'

/** Replaces a method of a form by a function that throws an error, so that a first call is noticed. */
function omitMethod(name: string, parameters: string): Replacement {
  const declaration = new RegExp(`^ {4}const ${name} = (?:async )?\\(${parameters}[^]*?^ {4}\\};$`, 'm')
  return [declaration, `const ${name} = leftOut;`]
}

const replacements: Replacement[] = [
  [
    /^function createFormControl\(/m,
    'const leftOut = () => { throw new Error("scripts/build/hookFormWithoutRules.ts leaves this out."); };\n$&',
  ],
  // The validation by rules that a field is registered with, such as `maxLength`: 300 lines.
  [/^var validateField = async \([^]*?^};$/m, ''],
  [
    /^ {4}const executeBuiltInValidation = async \([^]*?^ {4}\};$/m,
    'const executeBuiltInValidation = async () => true;',
  ],
  // The validation by the option `validate`.
  [/^ {4}const validateForm = async \([^]*?^ {4}\};$/m, 'const validateForm = async () => true;'],
  // The validation of a field that changes: useCardForm.ts passes only the modes `onSubmit`.
  [/const shouldSkipValidation = [^;]*;/, ''],
  [/if \(shouldSkipValidation\) \{/, 'if (true) {'],
  // Lists of fields, which only `useFieldArray` changes.
  [/^ {4}const _setFieldArray = \([^]*?^ {4}\};$/m, 'const _setFieldArray = () => undefined;'],
  [/^ {4}const isStaleArrayField = \([^]*?^ {4}\};$/m, 'const isStaleArrayField = () => false;'],
  // Which fields were visited, or differ from their first values: no file of the frame reads these.
  [/^ {4}const updateTouchAndDirty = \([^]*?^ {4}\};$/m, 'const updateTouchAndDirty = () => ({});'],
  // The option `disabled`: the form's fields become read-only.
  [/^ {4}const _disableForm = \([^]*?^ {4}\};$/m, 'const _disableForm = () => undefined;'],
  // Methods of a form that no file of the frame calls, and that no option in use needs.
  omitMethod('trigger', 'name'),
  omitMethod('setValues', 'formValues'),
  omitMethod('resetField', 'name'),
  omitMethod('resetDefaultValues', 'values'),
  omitMethod('unregister', 'name'),
  omitMethod('watch', 'name'),
  omitMethod('subscribe', 'props'),
]

/**
 * Leaves out of react-hook-form what the form does not use: lists, some methods, and the library's own validation,
 * which the resolver replaces.
 */
export const hookFormWithoutRules: Plugin = {
  name: 'hook-form-without-rules',
  // Before Vite's own transform changes the indentation.
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('/react-hook-form/')) return undefined
    return { code: replaceOrThrow('react-hook-form', code, replacements), map: null }
  },
}
