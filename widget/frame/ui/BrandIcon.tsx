import type { Brand } from '../../../contract/session.js'
import { useMessages } from '../i18n/messages.js'
import { CardIcon } from './icons.js'
import { markId } from './symbols.js'

/** The brands shown while the brand is not known, if the session does not restrict them. */
const DEFAULT_BRANDS: Brand[] = ['visa', 'mastercard', 'american-express', 'discover']
const MAX_MARKS = 4

type Props = { brand?: Brand; accepted?: Brand[] }

/** The mark of the detected brand. Before detection, the accepted brands if there is room, else a plain card icon. */
export function BrandIcon({ brand, accepted = DEFAULT_BRANDS }: Props) {
  const messages = useMessages()
  if (brand) {
    return (
      <span role="img" aria-label={messages.brand[brand]}>
        <Mark brand={brand} />
      </span>
    )
  }
  return (
    <>
      <span className="marks" aria-hidden="true">
        {accepted.slice(0, MAX_MARKS).map((name) => (
          <Mark key={name} brand={name} />
        ))}
      </span>
      <CardIcon />
    </>
  )
}

function Mark({ brand }: { brand: Brand }) {
  return (
    <span className={`mark ${brand}`}>
      <svg aria-hidden="true">
        <use href={`#${markId(brand)}`} />
      </svg>
    </span>
  )
}
