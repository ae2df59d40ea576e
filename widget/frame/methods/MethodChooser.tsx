import type { AccountType } from '../../../contract/session.js'
import { useFormContext } from '../form/formContext.js'
import type { Choose } from './method.js'
import { useMethodMessages } from './messages.js'

/** Chooses the method, with native radio buttons, which work with every assistive technology. */
export function MethodChooser({
  types,
  chosen,
  choose,
}: {
  types: AccountType[]
  chosen: AccountType
  choose: Choose
}) {
  const { methods } = useMethodMessages()
  const { locked } = useFormContext()
  return (
    <fieldset className="chooser">
      <legend id="methods-legend">{methods.legend}</legend>
      <div className="options">
        {types.map((type) => (
          <label key={type} className="option">
            <input
              type="radio"
              name="account_type"
              checked={type === chosen}
              aria-disabled={locked}
              onChange={() => {
                choose({ accountType: type })
              }}
            />
            <span>{methods[type]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
