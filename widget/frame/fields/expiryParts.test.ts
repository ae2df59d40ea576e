// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { addExpiryParts } from './expiryParts.js'

let date: HTMLInputElement
const part = (name: string) =>
  document.querySelector<HTMLInputElement>(`[autocomplete$="cc-exp-${name}"]`) as HTMLInputElement

function fill(name: 'month' | 'year', text: string): void {
  part(name).value = text
  part(name).dispatchEvent(new Event('input', { bubbles: true }))
}

beforeEach(() => {
  vi.useFakeTimers()
  document.body.innerHTML = '<div><input id="date"></div>'
  date = document.querySelector('#date') as HTMLInputElement
  addExpiryParts(date)
})
afterEach(() => {
  vi.useRealTimers()
})

test('moves a filled month and year to the date', () => {
  const edited = vi.fn()
  date.addEventListener('input', edited)
  fill('year', '2031')
  expect(edited).not.toHaveBeenCalled()
  fill('month', '12')
  expect(edited).toHaveBeenCalledOnce()
  expect([date.value, part('month').value, part('year').value]).toEqual(['12/2031', '', ''])
})

test('does not combine a month with the year of a later fill', () => {
  fill('month', '12')
  vi.advanceTimersByTime(5000)
  fill('year', '2031')
  expect([date.value, part('month').value]).toEqual(['', ''])
})

test('does not change a read-only date', () => {
  date.value = '01 / 31'
  date.readOnly = true
  fill('month', '12')
  fill('year', '2031')
  expect([date.value, part('month').value]).toEqual(['01 / 31', ''])
})

test('does nothing when the form of another method has replaced the card’s form', () => {
  document.body.innerHTML = ''
  addExpiryParts(undefined)
  expect(document.querySelectorAll('input')).toHaveLength(0)
})
