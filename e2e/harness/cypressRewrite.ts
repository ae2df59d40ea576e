/**
 * What Cypress's proxy does to every script and document while `modifyObstructiveCode` is on, its default, and to those of
 * other origins with `experimentalModifyObstructiveThirdPartyCode`. Written by the description of both settings
 * (https://docs.cypress.io/app/references/configuration): a comparison of a window with `top` or `parent` compares it with
 * itself.
 */
const WINDOW = String.raw`(?:window|self|[A-Za-z]\.self)`
const beforeTop = new RegExp(
  String.raw`(\b${WINDOW}\s*[!=]==?\s*(?:(?:window|self|[A-Za-z])\.)?)(?:top|parent)\b`,
  'g',
)
const afterTop = new RegExp(String.raw`\b(?:top|parent)(\s*[!=]==?\s*\b${WINDOW})\b`, 'g')
const location = /\b(?:top|parent)\.(location|frames)\b/g

/** Rewrites a script as Cypress does. */
export function rewriteForCypress(script: string): string {
  return script.replace(beforeTop, '$1self').replace(afterTop, 'self$1').replace(location, 'self.$1')
}
