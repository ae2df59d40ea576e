import { useEffect, useEffectEvent, useRef } from 'react'
import type { Choose } from '../method.js'
import { useMethodMessages } from '../messages.js'

type Props = { own: boolean; locked: boolean; choose: Choose }

/** `recipient_is_beneficiary`, as a plain question. */
export function PayeeQuestion({ own, locked, choose }: Props) {
  const { check } = useMethodMessages()
  const fieldset = useRef<HTMLFieldSetElement>(null)
  /** What was answered before the script came: hydration leaves it as it is, and says nothing of it. */
  const takeOver = useEffectEvent(() => {
    const answer = fieldset.current?.querySelector<HTMLInputElement>(':checked')?.value === '1'
    if (answer !== own) choose({ recipient_is_beneficiary: answer ? 1 : 0 })
  })
  useEffect(() => {
    takeOver()
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
              checked={own === (value === 1)}
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
