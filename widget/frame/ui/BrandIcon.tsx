import type { Brand } from '../../../contract/session.js'
import { useMessages } from '../i18n/messages.js'
import { CardIcon } from './icons.js'
import { markId } from './symbols.js'

const COMMON: Brand[] = ['visa', 'mastercard', 'american-express', 'discover']
const ROOM_FOR = 4

type Props = { brand?: Brand; accepted?: Brand[] }

/** The brand's mark on a small card; before the brand is known, those that may come, or a plain card. */
export function BrandIcon({ brand, accepted = COMMON }: Props) {
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
        {accepted.slice(0, ROOM_FOR).map((one) => (
          <Mark key={one} brand={one} />
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
