/** What the field of the expiration date shows. */
import { formatExpiry } from './expiry.js'

/** Types the keys one by one at the end; `<` is Backspace. */
export function typed(keys: string, shown = ''): string {
  for (const key of keys) {
    const text = key === '<' ? shown.slice(0, -1) : shown + key
    const inputType = key === '<' ? 'deleteContentBackward' : 'insertText'
    shown = formatExpiry({ text, caret: text.length, inputType, previous: shown }).text
  }
  return shown
}

/** What a field shows of a pasted text, or of one that comes by another event. */
export function pasted(text: string, inputType = 'insertFromPaste'): string {
  return formatExpiry({ text, caret: text.length, inputType, previous: '' }).text
}
