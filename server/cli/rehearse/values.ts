/** The typed values: Ingo's published sample of a cardholder, and a test card of the simulator. */
import type { Locator } from '@playwright/test'
import type { CaptureFrame, CardField } from 'ingo-capture/playwright'
import type { Kit } from './browser.js'

export type Method = 'card' | 'check'

const person = {
  first_name: 'Alex',
  last_name: 'Rivera',
  address1: '100 Innovation Way',
  city: 'Anytown',
  state: 'GA',
  zip: '30301',
  phone: '1231231234',
}

type Values = Partial<Record<CardField, string>>

function listValues(method: Method, { accounts }: typeof Kit): Values {
  const prefix = method === 'card' ? 'recipient' : 'beneficiary'
  const values = Object.entries(person).map(([name, value]) => [`${prefix}_${name}`, value])
  const year = (new Date().getUTCFullYear() + 3) % 100
  const card = { account: accounts.success, expiration_date: `12 / ${year}`, cvv: '123' }
  return { ...(method === 'card' && card), ...(Object.fromEntries(values) as Values) }
}

/** The values for the fields that the form has. A session may prefill, lock or leave out others. */
export async function selectValues(form: CaptureFrame, method: Method, kit: typeof Kit): Promise<Values> {
  const values = Object.entries(listValues(method, kit)) as [CardField, string][]
  const asked = await Promise.all(values.map(([name]) => isAsked(form.field(name))))
  return Object.fromEntries(values.filter((_, index) => asked[index]))
}

async function isAsked(field: Locator): Promise<boolean> {
  return (await field.isVisible()) && (await field.isEditable())
}
