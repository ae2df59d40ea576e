import { Address1 } from './Address1.js'
import { Address2 } from './Address2.js'
import { City } from './City.js'
import { Phone } from './Phone.js'
import { State } from './State.js'
import { Zip } from './Zip.js'

/** Address and phone, for cardholder, beneficiary and payee. */
export function AddressFields() {
  return (
    <>
      <Address1 />
      <Address2 />
      <div className="row place">
        <City />
        <State />
        <Zip />
      </div>
      <Phone />
    </>
  )
}
