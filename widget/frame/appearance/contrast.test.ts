import { expect, test } from 'vitest'
import { contrastRatio, isDark, type Color } from './contrast.js'

const white: Color = [1, 1, 1, 1]
const black: Color = [0, 0, 0, 1]

test.each<[color: Color, isDark: boolean]>([
  [black, true],
  [white, false],
  [[0, 1, 0, 1], false],
  [[0, 0.67, 0, 1], false],
  [[1, 0, 0, 1], false],
  [[0, 0, 1, 1], true],
  [[0.45, 0.45, 0.45, 1], true],
  [[0.47, 0.47, 0.47, 1], false],
])('calls a color dark if white text has more contrast with it than black text: %j', (color, expected) => {
  expect(isDark(color)).toBe(expected)
  expect(contrastRatio(color, white) > contrastRatio(color, black)).toBe(expected)
})
