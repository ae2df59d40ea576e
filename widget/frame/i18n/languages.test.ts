/** The page of the form's languages, made of their files. */
import { expect, test } from 'vitest'
import { ingoLanguageCodes } from '../../../contract/ingoLanguages.case.js'
import { isRightToLeft, languages, resolveLanguage } from '../../../contract/languages.js'

const sources = import.meta.glob<string>(['./*/form.ts', './*/methods.ts', './*/states.ts', './*/index.ts'], {
  eager: true,
  query: '?raw',
  import: 'default',
})

const MACHINE = 'machine-translated, not reviewed by a native speaker'
const names = new Intl.DisplayNames(['en'], { type: 'language' })

/** What the first line of a language's file says about its review. */
function readReview(language: string): string {
  const source = sources[`./${language}/index.ts`] ?? sources[`./${language}/form.ts`] ?? ''
  return /Review: (.*?)\.(?: \*\/)?\n/.exec(source)?.[1] ?? ''
}

test('each file of a machine translation says so in its first line', () => {
  const translations = languages.filter((language) => language !== 'en')
  expect(translations.length).toBeGreaterThan(20)
  for (const [path, source] of Object.entries(sources)) {
    const isMachine = translations.some((language) => path.startsWith(`./${language}/`))
    expect(source.split('\n')[0]?.includes(MACHINE), path).toBe(isMachine)
  }
})

test('docs/languages.md lists every language with its codes, direction and review', async () => {
  const rows = languages.map((language) => {
    const codes = ingoLanguageCodes.filter((code) => resolveLanguage([code]) === language)
    const direction = isRightToLeft(language) ? 'right to left' : 'left to right'
    return `| ${names.of(language) ?? language} | \`${language}\` | ${codes.join(', ')} | ${direction} | ${readReview(language)} |`
  })
  const document = [
    '<!-- Made from the catalogues: npx vitest run widget/frame/i18n -u -->',
    '# Languages',
    'The form has the 28 values of `language_locale_code` of [Ingo’s own iframe](https://developers.ingopayments.com/docs/iframe/session/create): some of them are the same language.',
    '**All translations were made by a machine and not reviewed by a native speaker.** Let one read the [messages](messages.md) before you offer a language, and replace what is wrong by its key. Hmong and Khmer need it most. Please send corrections to `widget/frame/i18n`.',
    [
      '| language | tag | Ingo’s codes | direction | review |',
      '| --- | --- | --- | --- | --- |',
      ...rows,
    ].join('\n'),
    '## Which language is shown',
    '`locale` of `create`, else of the session, else the browser’s languages. Any BCP 47 tag is fine, also with `_`: `es-MX` shows Spanish, `zh_TW` and `zh-HK` Traditional Chinese, `pt-PT` Brazilian Portuguese, `no` Norwegian Bokmål, `tl` Filipino. A tag without a translation, or a text that is no tag, shows English. It is no error, so that a session is never lost by its language.',
    'The document arrives in its language and direction, before any script. A change of `locale` by `update` loads the catalogue first: until then the form stays as it is.',
    '`lang` and `dir` of the form are those of the translation. If your page replaces `messages` and names a `locale` that the form does not have, such as `he`, the form takes `lang`, `dir` and plural forms of that locale. Replace every message then: the others are in English. A message with a count has the plural forms of its language: `attemptsLeft.few` in Polish.',
    '## Right to left',
    'In Arabic and Persian the form is mirrored. Card number, expiration date, security code, ZIP code and phone stay left to right, and so do names and addresses in Latin letters. Counts, durations and dates have Western digits and Gregorian months, as the card has.',
    '## Not translated',
    'The panel in place of a form that did not load is part of the SDK’s script: English or Spanish. Everyone else reads English, or your own `messages`. Ingo’s texts that are not documented stay in English, marked as such. Errors and warnings for developers are in English. Names of states are translated into Spanish, Arabic, Persian, Russian, Chinese, Japanese and Korean; the other languages keep the English names.',
  ].join('\n\n')
  await expect(`${document}\n`).toMatchFileSnapshot('../../../docs/languages.md')
})
