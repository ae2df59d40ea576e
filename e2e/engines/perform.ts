/** Performs the steps of a case. */
import type { FieldName } from '../../widget/protocol/messages.js'
import type { Step } from './cases/case.js'
import {
  composeOver,
  dispatchComposition,
  fillField,
  moveCaret,
  dragPoints,
  replaceText,
  setNamed,
  showClipboard,
} from './frameScripts.js'
import { poll, type Form } from './form.js'

/** Performs the steps in a field, after focusing it if the first step needs the focus. */
export async function perform(form: Form, field: FieldName, steps: Step[]): Promise<void> {
  const [first] = steps
  if (first && !('fill' in first) && !('set' in first) && !('go' in first)) await focusField(form, field)
  for (const step of steps) {
    // A step in another field may have moved the focus.
    if ('type' in step && !(await form.read(field)).focused) await focusField(form, field)
    await performStep(form, field, step)
  }
}

async function performStep(form: Form, field: FieldName, step: Step): Promise<void> {
  const { driver } = form
  if ('type' in step) await driver.type(step.type)
  else if ('press' in step) for (const chord of [step.press].flat()) await driver.press(chord)
  else if ('caret' in step) await driver.inFrame(moveCaret, [step.caret, step.caret])
  else if ('select' in step) await driver.inFrame(moveCaret, step.select)
  else if ('paste' in step) await paste(form, field, step.paste)
  else if ('go' in step) await (step.go === 'out' ? driver.press('Tab') : focusField(form, step.go))
  else if ('companion' in step) {
    await driver.inFrame(fillField, {
      at: `textarea[autocomplete="billing ${step.companion}"]`,
      text: step.fill,
    })
  } else if ('fill' in step) {
    await driver.inFrame(fillField, { at: `[name="${step.into ?? field}"]`, text: step.fill })
  } else if ('set' in step) {
    await driver.inFrame(setNamed, { name: step.into ?? field, text: step.set, way: step.way })
  } else if ('replace' in step) await driver.inFrame(replaceText, step)
  else if ('composed' in step) await driver.inFrame(composeOver, step)
  else if ('ignoring' in step) await typeIgnoringCaret(form, step.ignoring)
  else if ('comes' in step) await poll(async () => (await form.read(step.into)).text === step.comes)
  else if ('drag' in step) await drag(form, step)
  else if (driver.compose) await driver.compose(step.compose)
  else await driver.inFrame(dispatchComposition, step.compose)
}

async function typeIgnoringCaret({ driver }: Form, text: string): Promise<void> {
  for (const [count, key] of Array.from(text).entries()) {
    await driver.inFrame(moveCaret, [count, count])
    await driver.type(key)
  }
}

/** Focuses a field by a click. A select is focused by a script, because a click would open its list. */
async function focusField({ driver }: Form, field: FieldName): Promise<void> {
  await driver.click(field === 'recipient_state' ? 'recipient_zip' : field)
  if (field !== 'recipient_state') return
  await driver.inFrame(() => {
    document.querySelector<HTMLElement>('select')?.focus()
  }, undefined)
}

/**
 * Copies from a field of the host page and pastes, both with the keyboard. The field's selection
 * is restored in between.
 */
async function paste({ driver }: Form, field: FieldName, text: string): Promise<void> {
  const selection = await driver.inFrame(() => {
    const input = document.activeElement as HTMLInputElement
    return [input.selectionStart, input.selectionEnd] as [number, number]
  }, undefined)
  // In WebKit only a click moves the focus out of the frame.
  await driver.clickHost('clipboard')
  await driver.inHost(showClipboard, text)
  await driver.press('Control+c')
  await driver.click(field)
  await driver.inFrame(moveCaret, selection)
  await driver.press('Control+v')
}

async function drag({ driver }: Form, { drag: range, before }: Extract<Step, { drag: unknown }>) {
  await driver.inFrame(moveCaret, range)
  const [from, to] = await driver.inFrame(dragPoints, { range, before })
  await driver.drag?.(from, to)
}
