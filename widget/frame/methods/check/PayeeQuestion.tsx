import { useEffect, useEffectEvent, useRef } from 'react'
import type { Choose } from '../method.js'
import { useMethodMessages } from '../messages.js'

type Props = { paysBeneficiary: boolean; locked: boolean; choose: Choose }

/** Asks for `recipient_is_beneficiary`: whether the check goes to the account's holder. */
export function PayeeQuestion({ paysBeneficiary, locked, choose }: Props) {
  const { check } = useMethodMessages()
  const fieldset = useRef<HTMLFieldSetElement>(null)
  /** Hydration keeps an answer that was given before it, without an event. */
  const adoptAnswer = useEffectEvent(() => {
    const answer = fieldset.current?.querySelector<HTMLInputElement>(':checked')?.value === '1'
    if (answer !== paysBeneficiary) choose({ recipient_is_beneficiary: answer ? 1 : 0 })
  })
  useEffect(() => {
    adoptAnswer()
  }, [])
  return (
    <section aria-labelledby="question-legend">
      <fieldset className="question" ref={fieldset}>
        <legend id="question-legend">{check.question}</legend>
        {([1, 0] as const).map((value) => (
          <label key={value} className="option">
            <input
              type="radio"
              name="recipient_is_beneficiary"
              value={value}
              checked={paysBeneficiary === (value === 1)}
              aria-disabled={locked}
              onChange={() => {
                choose({ recipient_is_beneficiary: value })
              }}
            />
            <span>{value === 1 ? check.own : check.other}</span>
          </label>
        ))}
      </fieldset>
    </section>
  )
}
