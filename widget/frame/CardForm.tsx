import type { ReactNode, SubmitEvent } from 'react'
import { Address1 } from './fields/Address1.js'
import { Address2 } from './fields/Address2.js'
import { BusinessName } from './fields/BusinessName.js'
import { CardNumber } from './fields/CardNumber.js'
import { City } from './fields/City.js'
import { Cvv } from './fields/Cvv.js'
import { Expiry } from './fields/Expiry.js'
import { Names } from './fields/Names.js'
import { Phone } from './fields/Phone.js'
import { State } from './fields/State.js'
import { Zip } from './fields/Zip.js'
import { useMessages } from './messages.js'
import type { Shape } from './shape.js'

type Props = { shape: Shape; test: boolean; onSubmit: () => void; children: ReactNode }

/** The fields in their order; `children` are what follows them: the notice and the button. */
export function CardForm({ shape, test, onSubmit, children }: Props) {
  const { section, testMode } = useMessages()

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    onSubmit()
  }

  return (
    <form noValidate onSubmit={submit}>
      <section aria-labelledby="card-heading">
        <header>
          <h2 id="card-heading">{section.card}</h2>
          {test && <span className="badge">{testMode}</span>}
        </header>
        <CardNumber />
        <div className="row">
          {shape.expiration_date !== 'off' && <Expiry />}
          {shape.cvv !== 'off' && <Cvv />}
        </div>
      </section>
      {shape.recipient && (
        <section aria-labelledby="address-heading">
          <header>
            <h2 id="address-heading">{section.address}</h2>
          </header>
          <Names />
          {shape.business && <BusinessName />}
          <Address1 />
          <Address2 />
          <div className="row place">
            <City />
            <State />
            <Zip />
          </div>
          <Phone />
        </section>
      )}
      {children}
    </form>
  )
}
