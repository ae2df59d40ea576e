import { useEffect, useEffectEvent } from 'react'
import { lookOf } from '../brand.js'
import { useFormContext } from '../formContext.js'
import { BrandIcon } from '../icons/BrandIcon.js'
import { useMessages } from '../messages.js'
import { useStore } from '../store.js'
import { grouped } from '../typing/grouping.js'
import { TextField } from './TextField.js'

const format = grouped((digits) => lookOf(digits).gaps, ' ')

export function CardNumber() {
  const { card, announce } = useFormContext()
  const { placeholder, brand: names } = useMessages()
  const { brand } = useStore(card.look)
  const announceBrand = useEffectEvent(() => {
    if (brand) announce(names[brand])
  })
  useEffect(() => {
    announceBrand()
  }, [brand])
  return (
    <TextField
      name="account"
      autoComplete="cc-number"
      inputMode="numeric"
      placeholder={placeholder.account}
      format={format}
    >
      <BrandIcon brand={brand} accepted={card.terms.accepted} />
    </TextField>
  )
}
