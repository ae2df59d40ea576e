/** Where a text stops being JSON. What the parser says quotes the text, so nothing but the place is taken of it. */

/** Such as `line 3, column 7`, of a text that `JSON.parse` refuses. */
export function jsonPlace(text: string): string {
  const lines = text.slice(0, positionIn(text)).split('\n')
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`
}

function positionIn(text: string): number {
  const [, position] = /at position (\d+)/.exec(refusalOf(text)) ?? []
  if (position !== undefined) return Number(position)
  if (!isStrange(text)) return text.length
  // Of a token that it doesn't expect Node tells no position: it is the last of the shortest beginning that has it.
  let [without, having] = [0, text.length]
  while (having - without > 1) {
    const middle = Math.floor((without + having) / 2)
    if (isStrange(text.slice(0, middle))) having = middle
    else without = middle
  }
  return without
}

function isStrange(text: string): boolean {
  return refusalOf(text).startsWith('Unexpected token')
}

function refusalOf(text: string): string {
  try {
    JSON.parse(text)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}
