/** Functions that run inside the browser; each uses only its argument. */
import type { Point } from './driver.js'

type Control = HTMLInputElement | HTMLTextAreaElement

/** Selects a part of the focused field. */
export function moveCaret([from, to]: readonly [number, number]): void {
  ;(document.activeElement as HTMLInputElement).setSelectionRange(from, to)
}

/** The center of a field. */
export function centerPoint(name: string): Point {
  const box = document.getElementsByName(name)[0]?.getBoundingClientRect()
  if (!box) throw new Error(`There is no ${name}.`)
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 }
}

/**
 * Sets a value by the setter of the control's class, as a script or password manager does. A page may have replaced
 * the control's own setter.
 */
export function fillField({ at: selector, text }: { at: string; text: string }): void {
  const control = document.querySelector<Control>(selector)
  if (!control) throw new Error(`There is no ${selector}.`)
  const type = Object.getPrototypeOf(control) as object
  Object.getOwnPropertyDescriptor(type, 'value')?.set?.call(control, text)
  control.dispatchEvent(new Event('input', { bubbles: true }))
  control.dispatchEvent(new Event('change', { bubbles: true }))
}

/** How a script, an extension or a password manager sets a value, and with which events. */
export type Way = 'property' | 'setter' | 'change' | 'input' | 'after its events'

/**
 * Sets a field's value. React notices a value that is assigned to the control, but not one that
 * its class's setter sets.
 */
export function setNamed({ name, text, way }: { name: string; text: string; way: Way }): void {
  const control = document.getElementsByName(name)[0] as Control
  const type = Object.getPrototypeOf(control) as object
  const setNative = (value: string) =>
    Object.getOwnPropertyDescriptor(type, 'value')?.set?.call(control, value)
  const fire = (event: string) => control.dispatchEvent(new Event(event, { bubbles: true }))
  if (way === 'after its events') {
    setNative('')
    fire('input')
    fire('change')
  }
  if (way === 'setter' || way === 'input') setNative(text)
  else control.value = text
  if (way === 'change' || way === 'input') fire(way)
}

/** Replaces the text of the focused field in one piece. */
export function replaceText({ replace: data, by: inputType }: { replace: string; by: string }): void {
  const input = document.activeElement as HTMLInputElement
  input.value = data
  input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType, data }))
}

/** Runs in the host page: selects a text, so that the keyboard can copy it. */
export function showClipboard(text: string): void {
  const area = document.getElementById('clipboard') as HTMLTextAreaElement
  area.value = text
  area.focus()
  area.select()
}

/** Fires the events of an input method, in the order that Firefox and WebKit share. */
export function dispatchComposition(texts: string[]): void {
  const input = document.activeElement as HTMLInputElement
  const caret = input.selectionStart ?? 0
  const before = input.value.slice(0, caret)
  const after = input.value.slice(input.selectionEnd ?? caret)
  input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
  for (const data of texts) {
    input.value = before + data + after
    input.setSelectionRange(caret + data.length, caret + data.length)
    const inputType = 'insertCompositionText'
    input.dispatchEvent(new InputEvent('input', { bubbles: true, data, inputType, isComposing: true }))
    if (input.value !== before + data + after) throw new Error('The text was changed while it was composed.')
  }
  input.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: texts.at(-1) }))
}

/** Composes over a range of the focused field. Android's keyboards do so, even for a Backspace. */
export function composeOver({
  composed: data,
  over: [from, to],
  open,
}: {
  composed: string
  over: [from: number, to: number]
  open?: true
}): void {
  const input = document.activeElement as HTMLInputElement
  input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
  input.setRangeText(data, from, to, 'end')
  const inputType = 'insertCompositionText'
  input.dispatchEvent(new InputEvent('input', { bubbles: true, data, inputType, isComposing: true }))
  if (!open) input.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data }))
}

/** Two points in the focused field: the middle of a range, and the gap in front of the character at `before`. */
export function dragPoints({ range, before }: { range: [number, number]; before: number }): [Point, Point] {
  const input = document.activeElement as HTMLInputElement
  const style = getComputedStyle(input)
  const ruler = document.createElement('span')
  for (const name of ['font', 'font-variant-numeric', 'letter-spacing']) {
    ruler.style.setProperty(name, style.getPropertyValue(name))
  }
  ruler.style.setProperty('position', 'absolute')
  ruler.style.setProperty('white-space', 'pre')
  document.body.append(ruler)
  const at = (index: number) => {
    ruler.textContent = input.value.slice(0, index)
    return ruler.getBoundingClientRect().width
  }
  const box = input.getBoundingClientRect()
  const left = box.left + parseFloat(style.paddingLeft) + parseFloat(style.borderLeftWidth)
  const y = box.top + box.height / 2
  const places: [Point, Point] = [
    { x: left + (at(range[0]) + at(range[1])) / 2, y },
    { x: left + at(before), y },
  ]
  ruler.remove()
  return places
}
