import type { SyntheticEvent } from 'react'

/**
 * Handles `input` of a radio button that React controls: adopts a choice that came without a click, such as one made
 * before hydration or by a script. While the form is locked, the button shows the form's choice again.
 */
export function adoptChoice(isChosen: boolean, locked: boolean, choose: () => void) {
  return (event: SyntheticEvent<HTMLInputElement>): void => {
    const { currentTarget: button } = event
    if (locked) button.checked = isChosen
    else if (button.checked && !isChosen) {
      // Says that another form follows.
      event.preventDefault()
      choose()
    }
  }
}
