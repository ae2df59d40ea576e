/** The function that loads each language's messages, which are a chunk. English is part of the entry. */
import type { Language } from '../../../contract/languages.js'
import type { Translation } from './translation.js'

export const loaders: Record<Exclude<Language, 'en'>, () => Promise<{ messages: Translation }>> = {
  es: () => import('./es/index.js'),
  ar: () => import('./ar/index.js'),
  cs: () => import('./cs/index.js'),
  da: () => import('./da/index.js'),
  de: () => import('./de/index.js'),
  fa: () => import('./fa/index.js'),
  fi: () => import('./fi/index.js'),
  fil: () => import('./fil/index.js'),
  fr: () => import('./fr/index.js'),
  hmn: () => import('./hmn/index.js'),
  it: () => import('./it/index.js'),
  ja: () => import('./ja/index.js'),
  km: () => import('./km/index.js'),
  ko: () => import('./ko/index.js'),
  nb: () => import('./nb/index.js'),
  nl: () => import('./nl/index.js'),
  pl: () => import('./pl/index.js'),
  pt: () => import('./pt/index.js'),
  ru: () => import('./ru/index.js'),
  sv: () => import('./sv/index.js'),
  tr: () => import('./tr/index.js'),
  vi: () => import('./vi/index.js'),
  'zh-Hans': () => import('./zh-Hans/index.js'),
  'zh-Hant': () => import('./zh-Hant/index.js'),
}
