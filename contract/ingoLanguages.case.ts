/** The values of `language_locale_code`: https://developers.ingopayments.com/docs/iframe/session/create */
export const ingoLanguageCodes = [
  ...['ar-SA', 'cs-CZ', 'da-DK', 'de-DE', 'en-GB', 'en-US', 'es-ES', 'es-US', 'fa-IR', 'fi-FI', 'fr-FR'],
  ...['hmn-Latn', 'it-IT', 'ja-JP', 'km-KH', 'ko-KR', 'nb-NO', 'nl-NL', 'pl-PL', 'pt-BR', 'ru-RU', 'sv-SE'],
  ...['tl-PH', 'tr-TR', 'vi-VN', 'zh-CN', 'zh-Hans', 'zh-TW'],
]
