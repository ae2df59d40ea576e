/** A message with a count, by plural form (Unicode CLDR). A form that is left out is `other`. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** The type of English messages, in which a message with a count may have any plural form. */
export type Translatable<T> = {
  [Key in keyof T]: T[Key] extends string
    ? string
    : T[Key] extends { one: string }
      ? Plural
      : Translatable<T[Key]>
}
