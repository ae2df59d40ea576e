import { useEffect, useEffectEvent } from 'react'
import { detectBrand } from '../input/cardBrand.js'
import { useFormContext } from '../form/formContext.js'
import { BrandIcon } from '../ui/BrandIcon.js'
import { useMessages } from '../i18n/messages.js'
import { useStore } from '../ui/externalStore.js'
import { createGroupFormat } from '../input/grouping.js'
import { TextField } from './TextField.js'

const format = createGroupFormat((digits) => detectBrand(digits).gaps, ' ')

/** The card number, with the marks of the accepted brands, then of the detected one. */
export function CardNumber() {
  const { card, announce } = useFormContext()
  const { placeholder, brand: names } = useMessages()
  const { brand } = useStore(card.brandInfo)
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
      <BrandIcon brand={brand} accepted={card.rules.accepted} />
    </TextField>
  )
}
