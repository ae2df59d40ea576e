/** Messages that the host page overrides, by dotted key. */
import { findLanguage, parseTag } from '../../../contract/languages.js'
import { english, type Messages } from './load.js'

const MAX_LENGTH = 300
/** The names of plural forms. A language may have more of them than English. */
const PLURAL_FORM = /^(?:zero|one|two|few|many|other)$/
/** A key that may be repeated in an error. Anything else may be card data that was passed by mistake. */
const KEY = /^[\w.-]{1,64}$/

/** Keys of the other methods' messages, which load later. */
const METHOD_KEY = /^(?:methods|check|openBanking)\.[\w.-]{1,50}$/

/** Messages by key, nested. */
type MessageTree = { [key: string]: string | MessageTree }
type InvalidOverride = { field: string; message: string }

/** The messages with all valid overrides applied. */
export function applyOverrides(messages: Messages, overrides: Record<string, unknown> = {}): Messages {
  return Object.entries(overrides)
    .filter((entry): entry is [string, string] => isValid(entry, messages))
    .reduce<MessageTree>(
      (tree, [key, text]) => replaceMessage(tree, key.split('.'), text) ?? tree,
      messages,
    ) as Messages
}

/**
 * The language of a form with overrides: that of the page, if the form has no messages in it. Speech, plural forms and
 * text direction then follow the page's language.
 */
export function overriddenLanguage(
  shown: string,
  locale = '',
  overrides: Record<string, unknown> = {},
): string {
  if (Object.keys(overrides).length === 0 || findLanguage(locale)) return shown
  return parseTag(locale)?.baseName ?? shown
}

/** Lists invalid overrides by key, without their texts. */
export function findInvalidOverrides(
  overrides: Record<string, unknown> = {},
  messages: MessageTree = english,
): InvalidOverride[] {
  return (
    Object.entries(overrides)
      // Overrides of the methods' messages are checked when the methods' chunk has loaded.
      .filter((entry) => !isValid(entry, messages) && !(messages === english && METHOD_KEY.test(entry[0])))
      .map(([key, text]) => {
        const field = KEY.test(key) ? `messages.${key}` : 'messages'
        return { field, message: `${field} ${describe(text)}. It was left out.` }
      })
  )
}

function describe(text: unknown): string {
  return isText(text) ? 'is not in docs/messages.md' : `should be text of at most ${MAX_LENGTH} characters`
}

function isText(text: unknown): text is string {
  return typeof text === 'string' && text.length <= MAX_LENGTH
}

function isValid([key, text]: [string, unknown], messages: MessageTree): boolean {
  // A page that hides the form must not replace the text of the confirmation that this causes.
  if (key === 'language' || key === 'button.covered') return false
  if (!isText(text)) return false
  return replaceMessage(messages, key.split('.'), text) !== undefined
}

/** A copy with one message replaced. Undefined if the path leads to no message. Only own keys count. */
function replaceMessage(
  tree: MessageTree,
  [key = '', ...rest]: string[],
  text: string,
): MessageTree | undefined {
  const isPlural =
    Object.hasOwn(tree, 'other') && [key, ...Object.keys(tree)].every((form) => PLURAL_FORM.test(form))
  if (!Object.hasOwn(tree, key) && !isPlural) return undefined
  const found = tree[key]
  if (typeof found !== 'object') return rest.length === 0 ? { ...tree, [key]: text } : undefined
  const inner = replaceMessage(found, rest, text)
  return inner && { ...tree, [key]: inner }
}
