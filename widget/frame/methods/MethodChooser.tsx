import type { AccountType } from '../../../contract/session.js'
import type { Choose } from './method.js'
import { useMethodMessages } from './messages.js'
import { RadioOption } from './RadioOption.js'

type Props = { types: AccountType[]; chosen: AccountType; choose: Choose }

/** Chooses the method. */
export function MethodChooser({ types, chosen, choose }: Props) {
  const { methods } = useMethodMessages()
  return (
    <fieldset className="chooser">
      <legend id="methods-legend">{methods.legend}</legend>
      <div className="options">
        {types.map((type) => (
          <RadioOption
            key={type}
            name="account_type"
            value={type}
            isChosen={type === chosen}
            choose={() => {
              choose({ accountType: type })
            }}
          >
            {methods[type]}
          </RadioOption>
        ))}
      </div>
    </fieldset>
  )
}
