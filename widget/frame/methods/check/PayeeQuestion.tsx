import type { Choose } from '../method.js'
import { useMethodMessages } from '../messages.js'
import { RadioOption } from '../RadioOption.js'

type Props = { paysBeneficiary: boolean; choose: Choose }

/** Asks for `recipient_is_beneficiary`: whether the check goes to the account's holder. */
export function PayeeQuestion({ paysBeneficiary, choose }: Props) {
  const { check } = useMethodMessages()
  return (
    <section aria-labelledby="question-legend">
      <fieldset className="question">
        <legend id="question-legend">{check.question}</legend>
        {([1, 0] as const).map((value) => (
          <RadioOption
            key={value}
            name="recipient_is_beneficiary"
            value={value}
            isChosen={paysBeneficiary === (value === 1)}
            choose={() => {
              choose({ recipient_is_beneficiary: value })
            }}
          >
            {value === 1 ? check.own : check.other}
          </RadioOption>
        ))}
      </fieldset>
    </section>
  )
}
