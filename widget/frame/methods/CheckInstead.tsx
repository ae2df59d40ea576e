import { useEffect, useRef } from 'react'
import type { AccountType } from '../../../contract/session.js'
import { useFormContext } from '../form/formContext.js'
import { HEADING_ID } from './check/CheckForm.js'
import type { Choose, Refusal } from './method.js'
import { useMethodMessages } from './messages.js'

type Props = { failure: Refusal; types: AccountType[]; choose: Choose }

/** A button that continues with a check after a card that can't be paid, if the session offers checks. */
export function CheckInstead({ failure, types, choose }: Props) {
  const { check } = useMethodMessages()
  const { announce, card } = useFormContext()
  const { accountType } = card.rules.schema.method ?? {}
  const isPressed = useRef(false)
  useEffect(
    () => () => {
      // The check's form has replaced this button, which had the focus. Move the focus to its heading.
      if (isPressed.current) document.getElementById(HEADING_ID)?.focus()
    },
    [],
  )
  if (!isHelpful(failure, accountType) || !types.includes('check')) return null
  return (
    <button
      type="button"
      className="second"
      onClick={() => {
        isPressed.current = true
        choose({ accountType: 'check' })
        announce(check.switched)
      }}
    >
      {check.instead}
    </button>
  )
}

/** A check only pays out, so it does not help if a card can't be charged. `accountType` is undefined for a card. */
function isHelpful({ code, reason }: Refusal, accountType?: AccountType): boolean {
  if (accountType === 'check') return false
  return code === 'limit_exceeded' || (code === 'card_not_payable' && reason !== 'pull_disabled')
}
