// Finds words that hide the subject of a sentence. A sentence names the part that acts: see docs/glossary.md.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listFiles } from './sources.mjs'

const VAGUE = /\b(told|whoever|nobody|somebody)\b/gi
const READ_BY_PEOPLE = /\.(?:tsx?|m?js|css|html|md|ya?ml)$|(?:Docker|Caddy)file$/

/** Files that may use the words, and why. */
const ALLOWED = new Map([
  ['scripts/architecture/words.mjs', 'the list of the words'],
  ['scripts/checks/architecture.test.ts', 'plants one to see it reported'],
])

/** One violation for each use of such a word in code or documents. */
export function vagueWords(root) {
  return listFiles(root, READ_BY_PEOPLE)
    .filter((file) => !ALLOWED.has(file))
    .flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((text, index) =>
          [...text.matchAll(VAGUE)].map(([word]) => ({
            file,
            line: index + 1,
            rule: `"${word}" hides its subject`,
            fix: 'name who or what acts',
          })),
        ),
    )
}
