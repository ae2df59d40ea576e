/** How the form may look. The frame checks every value against the variable's own grammar, by name. */

export type Theme = 'default' | 'night' | 'flat' | 'none'
export type ColorScheme = 'light' | 'dark' | 'auto'

/** Colours as `#rgb`, `#rrggbb`, `rgb()`, `hsl()` or a name; lengths in `px`, `rem` or `em`. What isn't is refused. */
export type AppearanceVariables = {
  colorPrimary?: string
  /** Text on the primary colour. */
  colorOnPrimary?: string
  colorBackground?: string
  colorText?: string
  /** Hints and placeholders. */
  colorMuted?: string
  colorDanger?: string
  colorSuccess?: string
  colorBorder?: string
  /** A list of family names; a font of your own comes with `fonts`. */
  fontFamily?: string
  /** 16 to 32 px: below it iOS zooms the page when a field is focused. */
  fontSizeBase?: string
  /** 100 to 900. */
  fontWeightMedium?: string
  /** The distance that all others are multiples of, 2 to 10 px; 4 px where nothing is said. */
  spacingUnit?: string
  /** 0 to 40 px. */
  borderRadius?: string
}

export type Appearance = {
  theme?: Theme
  variables?: AppearanceVariables
  labels?: 'above' | 'floating'
  layout?: 'stacked' | 'compact'
  /** `auto`: dark where the page behind the form is. */
  colorScheme?: ColorScheme
}

/** Sentences of the form by the dotted key of its catalogue, such as `{ 'button.submit': 'Add card' }`. */
export type MessageOverrides = Record<string, string>

/** A font's bytes, fetched by the host page: the frame itself loads nothing from anywhere. */
export type FontData = { family: string; weight?: string; style?: 'normal' | 'italic'; bytes: ArrayBuffer }

/** What the host page sets, at the start and whenever it changes. What is absent stays as it was. */
export type Configuration = {
  submitButton?: boolean
  appearance?: Appearance
  /** BCP 47. */
  locale?: string
  messages?: MessageOverrides
}
