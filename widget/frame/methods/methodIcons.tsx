/** The icons of the methods. All are `aria-hidden`, because the text beside an icon says the same. */
import type { AccountType } from '../../../contract/session.js'

const paths: Record<AccountType, string> = {
  /** A card. */
  card: 'M3 5.5h18a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1ZM2 9.75h20M5.5 14.5h4',
  /** An envelope. */
  check: 'M3 5.5h18a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1ZM2.5 6.5l9.5 7 9.5-7',
  /** A bank's house. */
  'open-banking': 'M12 3.5 3 8.25h18L12 3.5ZM5.5 8.5V17M10 8.5V17M14 8.5V17M18.5 8.5V17M3 17.25h18M2.5 20h19',
}

/** The icon of an account type. */
export function MethodIcon({ type }: { type: AccountType }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[type]} />
    </svg>
  )
}
