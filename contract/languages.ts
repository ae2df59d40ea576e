/**
 * The form's languages, which the server's choice of a document and the frame share. They cover the 28 codes of
 * `language_locale_code` of Ingo's own iframe: https://developers.ingopayments.com/docs/iframe/session/create
 */

/** Every language with a catalogue in `widget/frame/i18n`, BCP 47. English is the default. */
export const languages = [
  'en',
  'es',
  'ar',
  'cs',
  'da',
  'de',
  'fa',
  'fi',
  'fil',
  'fr',
  'hmn',
  'it',
  'ja',
  'km',
  'ko',
  'nb',
  'nl',
  'pl',
  'pt',
  'ru',
  'sv',
  'tr',
  'vi',
  'zh-Hans',
  'zh-Hant',
] as const

export type Language = (typeof languages)[number]

/** Other codes for languages of the form: `no` and `nn` for Norwegian, `tl` for Filipino, `mww` for Hmong. */
const aliases = new Map([
  ['no', 'nb'],
  ['nn', 'nb'],
  ['tl', 'fil'],
  ['mww', 'hmn'],
])

/** The longest tag that a session may have. */
const MAX_TAG_LENGTH = 35

/** The language of the first tag that has one, such as `es` for `es-MX` and `zh-Hant` for `zh_TW`; else English. */
export function resolveLanguage(tags: readonly string[]): Language {
  return tags.map(findLanguage).find((language) => language !== undefined) ?? 'en'
}

/** The language of a tag; undefined if the form does not have it, or if the text is no language tag. */
export function findLanguage(tag: string): Language | undefined {
  const { language, script } = parseTag(tag)?.maximize() ?? {}
  const name = language === 'zh' ? `zh-${script}` : (aliases.get(language ?? '') ?? language)
  return languages.find((one) => one === name)
}

/** Whether a language is written from right to left. */
export function isRightToLeft(tag: string): boolean {
  return /^(?:Adlm|Arab|Hebr|Nkoo|Syrc|Thaa)$/.test(parseTag(tag)?.maximize().script ?? '')
}

/** A tag's parts, in canonical form. Programs outside the web write `zh_TW` for `zh-TW`. */
export function parseTag(tag: string): Intl.Locale | undefined {
  try {
    return tag.length > MAX_TAG_LENGTH ? undefined : new Intl.Locale(tag.replaceAll('_', '-'))
  } catch {
    return undefined
  }
}
