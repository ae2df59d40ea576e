/** The list of test cards. Only this demo needs it; merchants don't copy it. */

const panel = document.getElementById('test-cards')
const response = await fetch('/api/scenarios')
const scenarios = response.ok ? await response.json() : []
panel.querySelector('ul').replaceChildren(...scenarios.map(createRow))
panel.hidden = scenarios.length === 0

function createRow({ account, what }) {
  const number = document.createElement('code')
  number.textContent = groupDigits(account)
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

/** Groups digits as printed on the card: American Express 4-6-5, the others in fours. */
function groupDigits(account) {
  if (/^3[47]/.test(account)) return account.replace(/^(.{4})(.{6})/, '$1 $2 ')
  return account.replace(/(.{4})(?=.)/g, '$1 ')
}

async function copy(button, number, account) {
  try {
    await navigator.clipboard.writeText(account)
  } catch {
    // The clipboard isn't available: select the number, so that one key press copies it.
    getSelection().selectAllChildren(number)
    return
  }
  panel.querySelector('[role=status]').textContent = `Copied ${number.textContent}`
  button.textContent = 'Copied'
  setTimeout(() => (button.textContent = 'Copy'), 2000)
}
