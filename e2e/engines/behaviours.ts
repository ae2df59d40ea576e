/** The behaviors that the input cases demonstrate: the rows of `docs/evidence/behaviours.md`. */
export const behaviours = {
  'number-forms':
    'A card number in any writing (blanks, hyphens, tabs, line ends, digits of other scripts, words around it) becomes the same ASCII digits',
  'number-groups':
    'Digits are grouped as the brand prints them, without a trailing blank; more than 19 are kept and said to be too long',
  'number-brand':
    'A changed leading digit changes icon, grouping and the code’s length and hint at once, not its label; the brand is announced',
  'number-caret':
    'The caret stays behind its digit, whatever is inserted, deleted, replaced, cut, dropped or undone, and one press over a gap is one digit',
  'number-compose':
    'Nothing is reformatted while an input method composes; the brand and `change` follow, and Backspace over a gap is one digit',
  'number-caret-ignored':
    'A keyboard that ignores the caret that the form sets keeps the order of its digits; the field is formatted on blur',
  shown:
    'What is shown is what counts: a value set without an event, with `change` alone or after its events is taken over on blur and at submit',
  'number-errors':
    'A wrong length or check digit is said when the field is left, or once the length is final; it goes with the first edit that could mend it',
  'number-accepted':
    'A brand that is not accepted is refused as soon as it is certain; an unknown brand with a good check digit is not',
  attributes:
    'Every field has its type, keyboard and autofill token; no spelling, correction or capitals where there are none; no `maxlength`, no `pattern`; 16 px or more',
  uncontrolled: 'No `value` attribute holds what was typed',
  'expiry-typed': 'An expiry is put into its form while it is typed',
  'expiry-whole': 'An expiry that is pasted or filled in is read in every common writing',
  'expiry-honest': 'An impossible month is shown as given and said; nothing is clamped or guessed',
  'expiry-edits':
    'One press deletes over the slash; a second autofill after a clear works; validity needs no focus',
  'expiry-clock':
    'The server’s clock decides whether an expiry is past or too far: a wrong device clock refuses no card',
  code: 'The code has 3 digits, or 4 for American Express; another brand judges it again and truncates nothing',
  names:
    'Names take any letters, marks and signs; refused only when empty, too long, or like a card number; a full name is split, and said so',
  state:
    'A state is found by its code or name, however it is written; without a match it is empty and said to be wrong',
  zip: 'A ZIP code takes 5 or 9 digits in any writing; its hyphen is put in, its leading zeros stay; a code with letters stays as it is and is invalid',
  address: 'An address of several lines goes into both lines; a PO box is fine',
  phone: 'A phone number takes any writing, and a leading 1',
  prefill: 'Values known from the session are there, to edit or to read',
  autofill: 'The browser’s own autofill fills the form, clears it and fills it again',
} as const
/** The id of a behavior. */
export type BehaviourId = keyof typeof behaviours
