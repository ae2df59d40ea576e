/** For tests: the text that the expiration date's field shows. */
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

/** The text that the field shows after a paste, or after another event that inserts the whole text. */
export function pasted(text: string, inputType = 'insertFromPaste'): string {
  return formatExpiry({ text, caret: text.length, inputType, previous: '' }).text
}
