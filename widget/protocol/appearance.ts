/** The settings of the host page. The frame validates each value, and rejects an invalid one by name. */
import type { AppearanceRules } from './appearanceRules.js'

type Theme = 'default' | 'night' | 'flat' | 'none'
type ColorScheme = 'light' | 'dark' | 'auto'

/** Colors in any CSS syntax that the browser knows, without `var()` and system colors; lengths in `px`, `rem` or `em`. */
export type AppearanceVariables = {
  colorPrimary?: string
  /** Text on the primary color. */
  colorOnPrimary?: string
  colorBackground?: string
  colorText?: string
  /** Hints and placeholders. */
  colorMuted?: string
  colorDanger?: string
  colorSuccess?: string
  colorBorder?: string
  /** A list of family names. Fonts of your own are loaded with `fonts`. */
  fontFamily?: string
  /** 16 to 32 px. Below 16 px iOS zooms the page when a field is focused. */
  fontSizeBase?: string
  /** 100 to 900. */
  fontWeightMedium?: string
  /** All distances are multiples of it. 2 to 10 px; default 4 px. */
  spacingUnit?: string
  /** 0 to 40 px. */
  borderRadius?: string
}

export type Appearance = {
  theme?: Theme
  variables?: AppearanceVariables
  /** Styles of single parts, such as `{ 'input:focus': { borderColor: 'teal' } }`. They win over the theme. */
  rules?: AppearanceRules
  labels?: 'above' | 'floating'
  /** `compact`, the default, reserves no lines for errors; `spacious` does. `stacked` is the old name of `spacious`. */
  layout?: 'compact' | 'spacious' | 'stacked'
  /** `auto`: dark when the page behind the form is dark. */
  colorScheme?: ColorScheme
}

/** Texts of the form by their dotted key, such as `{ 'button.submit': 'Add card' }`. */
export type MessageOverrides = Record<string, string>

/** A font that the host page fetched: the frame's CSP allows no font from another origin. */
export type FontData = { family: string; weight?: string; style?: 'normal' | 'italic'; bytes: ArrayBuffer }

/** Sent at the start, and on each change. An absent key keeps its setting. */
export type Configuration = {
  submitButton?: boolean
  appearance?: Appearance
  /** BCP 47. */
  locale?: string
  messages?: MessageOverrides
}

/**
 * The page's computed color behind the form. `isSure` is false if an image or a translucent color may change what is seen.
 */
export type Backdrop = [color: string, isSure: boolean]

export type SentConfiguration = Configuration & { backdrop?: Backdrop }
