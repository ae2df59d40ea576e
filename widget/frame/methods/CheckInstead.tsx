import { useEffect, useRef } from 'react'
import type { AccountType } from '../../../contract/session.js'
import { useFormContext } from '../form/formContext.js'
import { HEADING_ID } from './check/CheckForm.js'
import type { Choose, Refusal } from './method.js'
import { useMethodMessages } from './messages.js'

type Props = { failure: Refusal; types: AccountType[]; choose: Choose }

/** After a card that can't be paid: a button that continues with a check, if the session offers one. */
export function CheckInstead({ failure, types, choose }: Props) {
  const { check } = useMethodMessages()
  const { announce, card } = useFormContext()
  const { accountType } = card.rules.schema.method ?? {}
  const isPressed = useRef(false)
  useEffect(
    () => () => {
      // The check's form has replaced this button, which had the focus.
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

/** A check only pays out, so it is no answer to a card that can't be charged. `accountType` is undefined for a card. */
function isHelpful({ code, reason }: Refusal, accountType?: AccountType): boolean {
  if (accountType === 'check') return false
  return code === 'limit_exceeded' || (code === 'card_not_payable' && reason !== 'pull_disabled')
}
