/** Sentences that the host page puts in place of the catalogue's, by dotted key. */
import { english, type Messages } from './load.js'

const LONGEST = 300
/** A key that is worth repeating to the integrator; anything else might be what it should not be. */
const KEY = /^[\w.-]{1,64}$/

/** Sentences of the methods beside the card. */
const LATER = /^(?:methods|check|openBanking)\.[\w.]{1,50}$/

export type MessageTree = { [key: string]: string | MessageTree }
type InvalidOverride = { field: string; message: string }

/** The catalogue with those overrides that are sentences of ours. */
export function applyOverrides(messages: Messages, overrides: Record<string, unknown> = {}): Messages {
  return Object.entries(overrides)
    .filter((entry): entry is [string, string] => isUsable(entry, messages))
    .reduce<MessageTree>(
      (tree, [key, text]) => replaced(tree, key.split('.'), text) ?? tree,
      messages,
    ) as Messages
}

/** What is wrong with overrides, by name and without their text. */
export function findInvalidOverrides(
  overrides: Record<string, unknown> = {},
  sentences: MessageTree = english,
): InvalidOverride[] {
  return (
    Object.entries(overrides)
      // Those of a form that isn't there yet are judged when it comes.
      .filter((entry) => !isUsable(entry, sentences) && !(sentences === english && LATER.test(entry[0])))
      .map(([key]) => {
        const field = KEY.test(key) ? `messages.${key}` : 'messages'
        return {
          field,
          message: `${field}: every key must be one of the form's sentences, its text at most ${LONGEST} characters`,
        }
      })
  )
}

function isUsable(entry: [string, unknown], sentences: MessageTree): boolean {
  const [key, text] = entry
  if (key === 'language' || typeof text !== 'string' || text.length > LONGEST) return false
  return replaced(sentences, key.split('.'), text) !== undefined
}

/** A copy with one sentence replaced; undefined where the path leads to none. Own keys only. */
function replaced(tree: MessageTree, [key = '', ...rest]: string[], text: string): MessageTree | undefined {
  if (!Object.hasOwn(tree, key)) return undefined
  const found = tree[key]
  if (typeof found !== 'object') return rest.length === 0 ? { ...tree, [key]: text } : undefined
  const inner = replaced(found, rest, text)
  return inner && { ...tree, [key]: inner }
}
