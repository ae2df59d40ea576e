import type { AccountType } from '../../../contract/session.js'
import { useFormContext } from '../form/formContext.js'
import type { Choose } from './method.js'
import { adoptChoice } from './adoptChoice.js'
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
        {types.map((type) => {
          const isChosen = type === chosen
          const chooseThis = () => {
            choose({ accountType: type })
          }
          return (
            <label key={type} className="option">
              <input
                type="radio"
                name="account_type"
                checked={isChosen}
                aria-disabled={locked}
                onInput={adoptChoice(isChosen, locked, chooseThis)}
                onChange={chooseThis}
              />
              <span>{methods[type]}</span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}
