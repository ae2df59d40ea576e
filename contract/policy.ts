/** Whether Ingo has configured a field for a merchant (`cvv_enabled`, `expiration_date_enabled`). */
export const requirements = ['required', 'optional', 'off'] as const
export type Requirement = (typeof requirements)[number]
/** What a merchant's form asks for beside the card number. */
export type CardPolicy = { cvv: Requirement; expiration_date: Requirement }
