import { useState } from 'react'
import { detectBrand } from '../input/cardBrand.js'
import { createStore } from '../ui/externalStore.js'
import { normalizeValue } from './normalize.js'
import type { ValuesForm } from './useFieldErrors.js'

/** The brand of the typed number, in a store: a change renders the number and CVV fields, not the whole form. */
export function useBrandInfo(form: ValuesForm) {
  const [brandInfo] = useState(() => createStore(detectBrand('')))

  function updateBrand(): void {
    const next = detectBrand(normalizeValue('account', form.getValues('account')))
    if (next.brand !== brandInfo.current().brand) brandInfo.set(next)
  }

  return { brandInfo, updateBrand }
}
