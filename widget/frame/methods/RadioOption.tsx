import { useId, type ReactNode, type SyntheticEvent } from 'react'
import { useFormContext } from '../form/formContext.js'

type Props = {
  name: string
  value: string | number
  isChosen: boolean
  choose: () => void
  icon?: ReactNode
  /** The description below the option's name. */
  note?: ReactNode
  children: ReactNode
}

/**
 * A native radio button, which works with every assistive technology. It also adopts a choice without a click, such as one
 * made before hydration or by a script. While the form is locked, it restores the form's choice.
 */
export function RadioOption({ isChosen, choose, icon, note, children, ...props }: Props) {
  const { locked } = useFormContext()
  const id = useId()

  function adoptChoice(event: SyntheticEvent<HTMLInputElement>): void {
    const { currentTarget: button } = event
    if (locked) button.checked = isChosen
    else if (button.checked && !isChosen) {
      // Tells `adoptShown` that the choice leads to another form.
      event.preventDefault()
      choose()
    }
  }

  return (
    <label className="option">
      <input
        {...props}
        type="radio"
        checked={isChosen}
        aria-disabled={locked}
        aria-labelledby={`${id}name`}
        aria-describedby={note ? `${id}note` : undefined}
        onInput={adoptChoice}
        onChange={choose}
      />
      {icon}
      <span>
        <span id={`${id}name`}>{children}</span>
        {note && <span id={`${id}note`}>{note}</span>}
      </span>
    </label>
  )
}
