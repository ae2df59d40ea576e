/**
 * Rewrites scripts and documents like Cypress's proxy: by default with `modifyObstructiveCode`, and those of other
 * origins with `experimentalModifyObstructiveThirdPartyCode`. After it, a comparison of a window with `top` or `parent`
 * compares the window with itself. Source: the description of both settings,
 * https://docs.cypress.io/app/references/configuration.
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
