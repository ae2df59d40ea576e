/** The frame's icons. All are `aria-hidden`, because the text beside an icon says the same. */
import type { ReactNode } from 'react'

type Props = { name?: string; viewBox?: string; children: ReactNode }

/** Strokes in the text color, unless a shape sets its own. */
function Icon({ name = '', viewBox = '0 0 16 16', children }: Props) {
  return (
    <svg
      className={`icon ${name}`}
      viewBox={viewBox}
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}

function Card({ stripeAt, children }: { stripeAt?: number; children: ReactNode }) {
  return (
    <Icon name="card" viewBox="0 0 38 24">
      <rect x="1" y="1" width="36" height="22" rx="3" strokeWidth="1.5" />
      {stripeAt !== undefined && <path d={`M2 ${stripeAt}h34`} strokeWidth="4" strokeLinecap="butt" />}
      {children}
    </Icon>
  )
}

/** A plain card, for an unknown brand. */
export function CardIcon() {
  return (
    <Card stripeAt={7.5}>
      <path d="M6 17.5h9" strokeWidth="2" />
    </Card>
  )
}

/** A card with the place of its security code highlighted. */
export function CodeIcon({ front }: { front: boolean }) {
  return front ? (
    <Card>
      <path d="M6 17.5h12" strokeWidth="2" />
      <rect className="code" x="20" y="4.5" width="14" height="7.5" rx="2" strokeWidth="1.5" />
      <path className="code" d="M23 8.25h.01m2.66 0h.01m2.66 0h.01m2.65 0h.01" strokeWidth="1.8" />
    </Card>
  ) : (
    <Card stripeAt={7}>
      <rect className="code" x="22" y="12" width="12" height="7.5" rx="2" strokeWidth="1.5" />
      <path className="code" d="M25 15.75h.01m2.99 0h.01m2.99 0h.01" strokeWidth="1.8" />
    </Card>
  )
}

/** A disc with a mark in it. */
export function DiscIcon({ mark, strokeWidth = 1.4 }: { mark: string; strokeWidth?: number }) {
  return (
    <Icon>
      <circle cx="8" cy="8" r="7" fill="currentColor" stroke="none" />
      <path className="inner" d={mark} strokeWidth={strokeWidth} />
    </Icon>
  )
}

/** Marks an error. */
export function WarningIcon() {
  return <DiscIcon mark="M8 4.6v3.8M8 11.2v.01" strokeWidth={1.7} />
}

/** The path of a check mark. */
export const CHECK_MARK = 'm4.9 8.2 2.1 2.1 4.1-4.3'

/** Marks a success. */
export function CheckIcon() {
  return <DiscIcon mark={CHECK_MARK} />
}

/** The arrow of a select. */
export function ChevronIcon() {
  return (
    <Icon name="chevron">
      <path d="m4 6 4 4 4-4" strokeWidth="1.75" />
    </Icon>
  )
}

/** The lock on the submit button. */
export function LockIcon() {
  return (
    <Icon>
      <rect x="3" y="6.5" width="10" height="7.5" rx="1.5" fill="currentColor" stroke="none" />
      <path d="M5.7 6.5V5a2.3 2.3 0 0 1 4.6 0v1.5" strokeWidth="1.4" />
    </Icon>
  )
}

/** The progress indicator on the submit button. */
export function Spinner() {
  return (
    <Icon name="spinner">
      <circle cx="8" cy="8" r="6" strokeOpacity="0.3" strokeWidth="2" />
      <path d="M14 8a6 6 0 0 0-6-6" strokeWidth="2" />
    </Icon>
  )
}
