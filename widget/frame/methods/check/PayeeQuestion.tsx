import { adoptChoice } from '../adoptChoice.js'
import type { Choose } from '../method.js'
import { useMethodMessages } from '../messages.js'

type Props = { paysBeneficiary: boolean; locked: boolean; choose: Choose }

/** Asks for `recipient_is_beneficiary`: whether the check goes to the account's holder. */
export function PayeeQuestion({ paysBeneficiary, locked, choose }: Props) {
  const { check } = useMethodMessages()
  return (
    <section aria-labelledby="question-legend">
      <fieldset className="question">
        <legend id="question-legend">{check.question}</legend>
        {([1, 0] as const).map((value) => {
          const isChosen = paysBeneficiary === (value === 1)
          const chooseThis = () => {
            choose({ recipient_is_beneficiary: value })
          }
          return (
            <label key={value} className="option">
              <input
                type="radio"
                name="recipient_is_beneficiary"
                value={value}
                checked={isChosen}
                aria-disabled={locked}
                onInput={adoptChoice(isChosen, locked, chooseThis)}
                onChange={chooseThis}
              />
              <span>{value === 1 ? check.own : check.other}</span>
            </label>
          )
        })}
      </fieldset>
    </section>
  )
}
