import type { SubmitEvent } from 'react'
import { TextField } from '../../fields/TextField.js'
import type { MethodFormProps } from '../method.js'
import { useMethodMessages } from '../messages.js'

/** Preview. Asks for the two values that a person knows; the merchant's backend gives the rest. */
export function OpenBankingForm({ test, onSubmit, children }: MethodFormProps) {
  const { openBanking, testMode } = useMethodMessages()

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    onSubmit()
  }

  return (
    <form method="dialog" noValidate onSubmit={submit}>
      <section aria-labelledby="bank-heading">
        <header>
          <h2 id="bank-heading">{openBanking.heading}</h2>
          <span className="badges">
            <span className="badge">{openBanking.preview}</span>
            {test && <span className="badge">{testMode}</span>}
          </span>
        </header>
        <p className="lead">{openBanking.note}</p>
        <TextField name="open_banking_provider" autoComplete="organization" />
        <TextField name="account_id" autoComplete="on" />
      </section>
      {children}
    </form>
  )
}
