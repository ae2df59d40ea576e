/** The chunk with the parser and the style sheet of every appearance except the default. */
import type { SentConfiguration } from '../../protocol/appearance.js'
import type { ErrorEvent } from '../../protocol/messages.js'
import { removeAccent } from './accent.js'
import { createColorResolver, isDark } from './contrast.js'
import { parseColor } from './cssValues.js'
import { parseAppearance, toRefusedEvent, type Settings } from './parseAppearance.js'
import type { Rule } from './parseRules.js'
import { refuseUnreadable } from './refuseUnreadable.js'
import { addStyles } from '../ui/ownStyles.js'
import css from '../styles/themes.css?inline'

export { addFonts } from './fonts.js'

addStyles(css)

/** The valid settings, and an event for each refused setting. */
export type ValidatedAppearance = { settings: Settings; refused: ErrorEvent[] }

/** Validates the host page's appearance. The code for rules is in a separate chunk. */
export async function validateAppearance({
  appearance = {},
  backdrop: [color, isSure] = ['', false],
}: SentConfiguration): Promise<ValidatedAppearance> {
  const { settings, refused } = parseAppearance(appearance)
  const behind = parseColor(color)
  if (settings.colorScheme === 'auto') settings.colorScheme = toScheme(behind)
  // If the rules chunk fails to load, keep the rest of the appearance.
  const chunk = appearance.rules && (await import('./rulesChunk.js').catch(() => undefined))
  const { rules, refused: refusedRules } = chunk?.parseRules(appearance.rules) ?? { rules: [], refused: [] }
  const applyReadable: Settings['applyReadable'] = (report) => {
    const kept = rules.map((rule): Rule => ({ ...rule, values: new Map(rule.values) }))
    const { style, dataset } = document.documentElement
    const isFloating = dataset.labels === 'floating'
    const events = refuseUnreadable(kept, { style, backdrop: isSure ? behind : undefined, isFloating })
    for (const event of events) report(event)
    const removeRules = chunk?.applyRules(kept, report)
    return () => {
      removeAccent(style)
      removeRules?.()
    }
  }
  return {
    settings: { ...settings, applyReadable },
    refused: [...refused.map(toRefusedEvent), ...refusedRules],
  }
}

/** The color scheme for a form in front of a color. */
function toScheme(behind: string | undefined): 'light' | 'dark' {
  const color = behind === undefined ? undefined : createColorResolver()(behind)
  return color && isDark(color) ? 'dark' : 'light'
}
