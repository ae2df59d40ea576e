import { useEffect, useRef } from 'react'
import type { ErrorCode } from '../../../contract/errors.js'
import type { AccountType } from '../../../contract/session.js'
import { useFormContext } from '../form/formContext.js'
import { HEADING_ID } from './check/CheckForm.js'
import type { Choose } from './method.js'
import { useMethodMessages } from './messages.js'

type Props = { code: ErrorCode; types: AccountType[]; choose: Choose }

/** After a card that is not payable: a button that continues with a check, if the session offers one. */
export function CheckInstead({ code, types, choose }: Props) {
  const { check } = useMethodMessages()
  const { announce } = useFormContext()
  const isPressed = useRef(false)
  useEffect(
    () => () => {
      // The check's form has replaced this button, which had the focus.
      if (isPressed.current) document.getElementById(HEADING_ID)?.focus()
    },
    [],
  )
  if (code !== 'card_not_payable' || !types.includes('check')) return null
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
