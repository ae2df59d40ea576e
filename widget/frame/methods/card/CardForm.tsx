import type { SubmitEvent } from 'react'
import { BusinessName } from '../../fields/BusinessName.js'
import { CardNumber } from '../../fields/CardNumber.js'
import { Cvv } from '../../fields/Cvv.js'
import { Expiry } from '../../fields/Expiry.js'
import { NameFields } from '../../fields/NameFields.js'
import { AddressFields } from '../../fields/AddressFields.js'
import { useMessages } from '../../i18n/messages.js'
import type { FormProps } from '../../form/values.js'

/** The card's form: the card, and the billing address unless the session hides it. */
export function CardForm({ schema, test, onSubmit, children }: FormProps) {
  const { section, testMode } = useMessages()

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    onSubmit()
  }

  return (
    <form method="dialog" noValidate onSubmit={submit}>
      <section aria-labelledby="card-heading">
        <header>
          <h2 id="card-heading">{section.card}</h2>
          {test && <span className="badge">{testMode}</span>}
        </header>
        <CardNumber />
        <div className="row">
          {schema.expiration_date !== 'off' && <Expiry />}
          {schema.cvv !== 'off' && <Cvv />}
        </div>
      </section>
      {schema.recipient && (
        <section aria-labelledby="address-heading">
          <header>
            <h2 id="address-heading">{section.address}</h2>
          </header>
          <NameFields />
          {schema.business && <BusinessName />}
          <AddressFields />
        </section>
      )}
      {children}
    </form>
  )
}
