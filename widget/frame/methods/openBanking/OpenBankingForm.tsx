import type { SubmitEvent } from 'react'
import { TextField } from '../../fields/TextField.js'
import type { MethodFormProps } from '../method.js'
import { useMethodMessages } from '../messages.js'

/** Preview. Asks for the provider and the account, unless the merchant's backend has given them. */
export function OpenBankingForm({ schema, test, onSubmit, children }: MethodFormProps) {
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
        {schema.method?.fields.map((name) => (
          <TextField
            key={name}
            name={name}
            autoComplete={name === 'open_banking_provider' ? 'organization' : 'on'}
          />
        ))}
      </section>
      {children}
    </form>
  )
}
