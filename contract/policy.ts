/** Whether this merchant's Ingo configuration asks for the field (`cvv_enabled`, `expiration_date_enabled`). */
export const requirements = ['required', 'optional', 'off'] as const
export type Requirement = (typeof requirements)[number]
export type CardPolicy = { cvv: Requirement; expiration_date: Requirement }
