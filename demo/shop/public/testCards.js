/** The panel of test cards: of this demo only, nothing a merchant would copy. */

const panel = document.getElementById('test-cards')
const response = await fetch('/api/scenarios')
const scenarios = response.ok ? await response.json() : []
panel.querySelector('ul').replaceChildren(...scenarios.map(row))
panel.hidden = scenarios.length === 0

function row({ account, what }) {
  const number = document.createElement('code')
  number.textContent = spaced(account)
  const text = document.createElement('span')
  text.textContent = what
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = 'Copy'
  button.setAttribute('aria-label', `Copy ${number.textContent}`)
  button.addEventListener('click', () => copy(button, number, account))
  const item = document.createElement('li')
  item.append(number, text, button)
  return item
}

/** As it is printed on the card: American Express 4-6-5, the others in fours. */
function spaced(account) {
  if (/^3[47]/.test(account)) return account.replace(/^(.{4})(.{6})/, '$1 $2 ')
  return account.replace(/(.{4})(?=.)/g, '$1 ')
}

async function copy(button, number, account) {
  try {
    await navigator.clipboard.writeText(account)
  } catch {
    // Not allowed here, or not a secure context: selected, it takes one key press.
    getSelection().selectAllChildren(number)
    return
  }
  panel.querySelector('[role=status]').textContent = `Copied ${number.textContent}`
  button.textContent = 'Copied'
  setTimeout(() => (button.textContent = 'Copy'), 2000)
}
