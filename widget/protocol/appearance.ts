/** The settings of the host page. The frame validates each value, and rejects an invalid one by name. */
import type { AppearanceRules } from './appearanceRules.js'

type Theme = 'default' | 'night' | 'flat' | 'none'
type ColorScheme = 'light' | 'dark' | 'auto'

/** Colors in any CSS syntax that the browser knows, without `var()` and system colors; lengths in `px`, `rem` or `em`. */
export type AppearanceVariables = {
  colorPrimary?: string | undefined
  /** Text on the primary color. */
  colorOnPrimary?: string | undefined
  colorBackground?: string | undefined
  colorText?: string | undefined
  /** Hints and placeholders. */
  colorMuted?: string | undefined
  colorDanger?: string | undefined
  colorSuccess?: string | undefined
  colorBorder?: string | undefined
  /** A list of family names. Fonts of your own are loaded with `fonts`. */
  fontFamily?: string | undefined
  /** 16 to 32 px. Below 16 px iOS zooms the page when a field is focused. */
  fontSizeBase?: string | undefined
  /** 100 to 900. */
  fontWeightMedium?: string | undefined
  /** All distances are multiples of it. 2 to 10 px; default 4 px. */
  spacingUnit?: string | undefined
  /** 0 to 40 px. */
  borderRadius?: string | undefined
}

export type Appearance = {
  theme?: Theme | undefined
  variables?: AppearanceVariables | undefined
  /** Styles of single parts, such as `{ 'input:focus': { borderColor: 'teal' } }`. They win over the theme. */
  rules?: AppearanceRules | undefined
  labels?: 'above' | 'floating' | undefined
  /** `compact`, the default, reserves no lines for errors; `spacious` does. `stacked` is the old name of `spacious`. */
  layout?: 'compact' | 'spacious' | 'stacked' | undefined
  /** `auto`: dark when the page behind the form is dark. */
  colorScheme?: ColorScheme | undefined
}

/** Texts of the form by their dotted key, such as `{ 'button.submit': 'Add card' }`. */
export type MessageOverrides = Record<string, string>

/** A font that the host page fetched: the frame's CSP allows no font from another origin. */
export type FontData = { family: string; weight?: string; style?: 'normal' | 'italic'; bytes: ArrayBuffer }

/** Sent at the start, and on each change. An absent key keeps its setting. */
export type Configuration = {
  /** Whether the form has a button of its own. Default: true. */
  submitButton?: boolean | undefined
  /** Theme, variables and rules. An `error` event names each rejected setting. */
  appearance?: Appearance | undefined
  /** BCP 47, such as `es-MX`. Default: the session's, then the browser's. */
  locale?: string | undefined
  messages?: MessageOverrides | undefined
}

/**
 * The page's computed color behind the form. `isSure` is false if an image or a translucent color may change what is seen.
 */
export type Backdrop = [color: string, isSure: boolean]

export type SentConfiguration = Configuration & { backdrop?: Backdrop }
