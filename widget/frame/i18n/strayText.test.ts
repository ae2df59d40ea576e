import ts from 'typescript'
import { expect, test } from 'vitest'

const sources = import.meta.glob<string>(
  ['../**/*.{ts,tsx}', '!./*/**', '!../session/developerMessages.ts', '!../**/*.test.*'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
)
/** Attributes that people see, or that screen readers speak. */
const SPOKEN =
  /^(?:alt|title|placeholder|label|aria-(?:label|description|roledescription|valuetext|placeholder))$/
const LETTERS = /\p{L}{2}/u

/** A complete sentence. It is text for people in any place, except in an error for developers. */
const SENTENCE = /^\p{Lu}.*\s.*[.!?…]$/su

/** Finds text for people in a source: between tags, in spoken attributes, and complete sentences. */
function findStrays(fileName: string, source: string): string[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const strays: string[] = []
  function look(node: ts.Node): void {
    if (isText(node) && LETTERS.test(node.text) && isSpoken(node))
      strays.push(`${fileName}: ${node.text.trim()}`)
    if (!ts.isNewExpression(node)) ts.forEachChild(node, look)
  }
  look(file)
  return strays
}

function isText(node: ts.Node): node is ts.JsxText | ts.LiteralLikeNode {
  return ts.isJsxText(node) || ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)
}

/** True for a literal between tags, in a spoken attribute, put into the document, or announced. */
function isSpoken(node: ts.JsxText | ts.LiteralLikeNode): boolean {
  if (ts.isJsxText(node) || SENTENCE.test(node.text.trim())) return true
  for (let inner: ts.Node = node, outer = node.parent; ; inner = outer, outer = outer.parent) {
    if (ts.isJsxAttribute(outer)) return SPOKEN.test(outer.name.getText())
    if (ts.isJsxExpression(outer) && !ts.isJsxAttribute(outer.parent)) return true
    if (ts.isBinaryExpression(outer) && /^[!=]==?$/.test(outer.operatorToken.getText())) return false
    if (ts.isBinaryExpression(outer) && ts.isPropertyAccessExpression(outer.left) && inner === outer.right)
      return /^(?:textContent|innerText|title|ariaLabel)$/.test(outer.left.name.text)
    if (ts.isCallExpression(outer)) return isAnnouncing(outer, inner)
    if (ts.isStatement(outer) || ts.isFunctionLike(outer) || ts.isSourceFile(outer)) return false
  }
}

function isAnnouncing({ expression, arguments: given }: ts.CallExpression, argument: ts.Node): boolean {
  const name = ts.isIdentifier(expression) ? expression.text : ''
  if (/^(?:announce|interpolate|createTextNode|alert)$/.test(name)) return true
  const [attribute] = given
  return attribute !== undefined && argument !== attribute && ts.isStringLiteral(attribute)
    ? SPOKEN.test(attribute.text)
    : false
}

test('no text for people is outside the catalogue', () => {
  expect(Object.keys(sources)).toContain('../App.tsx')
  expect(Object.entries(sources).flatMap(([path, source]) => findStrays(path, source))).toEqual([])
})

test.each([
  ['<p>Card number</p>', 'Card number'],
  ['<p>{ready ? "Try again" : label}</p>', 'Try again'],
  ['<p>{`Ending in ${digits}`}</p>', 'Ending in'],
  ['<input aria-label="Card number" />', 'Card number'],
  ['<input placeholder={brand ?? "Number"} />', 'Number'],
  ['<img alt={`Visa`} />', 'Visa'],
  ['announce("Card verified")', 'Card verified'],
  ['const text = "Your card is saved."', 'Your card is saved.'],
  ['document.title = "Card details"', 'Card details'],
  ['frame.setAttribute("title", "Card details")', 'Card details'],
])('finds stray text: %s', (source, stray) => {
  expect(findStrays('fixture.tsx', source)).toEqual([`fixture.tsx: ${stray}`])
})

test.each([
  '<p className="note problem">{text}</p>',
  '<input name="account" type="text" />',
  'send("ready", {})',
  '<p>{code === "expired" && text}</p>',
  'throw new Error("This can’t be.")',
])('ignores text that is not for people: %s', (source) => {
  expect(findStrays('fixture.tsx', source)).toEqual([])
})
