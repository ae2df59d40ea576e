/** The docs page about the form's languages, generated from the languages' files. */
import { expect, test } from 'vitest'
import { ingoLanguageCodes } from '../../../contract/ingoLanguages.case.js'
import { isRightToLeft, languages, resolveLanguage } from '../../../contract/languages.js'
import { renderPage } from './pageTable.case.js'

const sources = import.meta.glob<string>(['./*/form.ts', './*/methods.ts', './*/states.ts', './*/index.ts'], {
  eager: true,
  query: '?raw',
  import: 'default',
})

const MACHINE = 'machine-translated, not reviewed by a native speaker'
const names = new Intl.DisplayNames(['en'], { type: 'language' })

/** The review status in the first line of a language's file. */
function readReview(language: string): string {
  const source = sources[`./${language}/index.ts`] ?? sources[`./${language}/form.ts`] ?? ''
  return /Review: (.*?)\.(?: \*\/)?\n/.exec(source)?.[1] ?? ''
}

test('names a machine translation in the first line of each of its files', () => {
  const translations = languages.filter((language) => language !== 'en')
  expect(translations.length).toBeGreaterThan(20)
  for (const [path, source] of Object.entries(sources)) {
    const isMachine = translations.some((language) => path.startsWith(`./${language}/`))
    expect(source.split('\n')[0]?.includes(MACHINE), path).toBe(isMachine)
  }
})

test('docs/localization.md lists every language with its codes, direction and review', async () => {
  const rows = languages.map((language) => {
    const codes = ingoLanguageCodes.filter((code) => resolveLanguage([code]) === language)
    const direction = isRightToLeft(language) ? 'right to left' : 'left to right'
    return [
      names.of(language) ?? language,
      `\`${language}\``,
      codes.join(', '),
      direction,
      readReview(language),
    ]
  })
  const head = ['language', 'tag', 'Ingo’s codes', 'direction', 'review']
  const path = '../../../docs/localization.md'
  const page = renderPage(path, head, rows)
  await expect(page).toMatchFileSnapshot(path)
})
