import { expect, test } from 'vitest'
import { createHistory } from './history.js'

function recorded(...texts: string[]) {
  const history = createHistory()
  for (const text of texts) history.record({ text, caret: text.length })
  return history
}

test('undoes and redoes one text at a time', () => {
  const history = recorded('4', '41', '41')
  expect(history.undo().text).toBe('4')
  expect(history.undo().text).toBe('')
  expect(history.undo().text).toBe('')
  expect(history.redo().text).toBe('4')
})

test('discards the undone texts after a new edit', () => {
  const history = recorded('4', '41')
  history.undo()
  history.record({ text: '43', caret: 2 })
  expect(history.redo().text).toBe('43')
  expect(history.undo().text).toBe('4')
})
