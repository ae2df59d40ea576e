/** The page of all states: mounts a form when its place comes into view, and brings it into its state. */
import { looks, states, widths } from './stateList.js'
import { createUrl, focusField, showState } from './stateForm.js'

/** How many forms start at the same time. With more, each of them starts late. */
const MAX_STARTING = 3

const filters = document.getElementById('filters')
const place = document.getElementById('states')
const waiting = []
const mounted = new Map()
let starting = 0

const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) waiting.push(target)
      else stop(target)
    }
    startNext()
  },
  { rootMargin: '400px' },
)

fillFilter(
  'state',
  states.map(({ id }) => id),
)
fillFilter(
  'look',
  looks.map(({ id }) => id),
)
fillFilter('width', widths.map(String))
const query = new URLSearchParams(location.search)
const ownWidth = Math.round(Number(query.get('width')))
if (ownWidth >= 280 && ownWidth <= 1280 && !widths.includes(ownWidth)) fillFilter('width', [String(ownWidth)])
for (const [name, value] of query) {
  if (filters.elements[name]) filters.elements[name].value = value
}
filters.addEventListener('submit', (event) => event.preventDefault())
filters.addEventListener('change', () => {
  const chosen = [...new FormData(filters)].filter(([, value]) => value)
  history.replaceState(null, '', `?${new URLSearchParams(chosen)}`)
  render()
})
render()

function render() {
  for (const cell of mounted.keys()) stop(cell)
  observer.disconnect()
  waiting.length = 0
  const { state, look, width } = Object.fromEntries(new FormData(filters))
  const chosen = (list, id) => list.filter((each) => !id || each.id === id)
  const shownWidths = width ? [Number(width)] : widths
  place.replaceChildren(
    ...chosen(states, state).map((each) => createRow(each, chosen(looks, look), shownWidths)),
  )
  for (const cell of place.querySelectorAll('figure')) observer.observe(cell)
}

function createRow(state, shownLooks, shownWidths) {
  const row = create('section', { className: 'state' })
  row.setAttribute('aria-labelledby', `state-${state.id}`)
  const cells = create('div', { className: 'cells' })
  cells.append(...shownWidths.flatMap((width) => shownLooks.map((look) => createCell(state, look, width))))
  row.append(create('h2', { id: `state-${state.id}`, textContent: state.title }), cells)
  return row
}

function createCell(state, look, width) {
  const cell = create('figure', { state, look })
  const name = `${look.id} · ${width} px`
  const ground = create('div', { className: 'ground' })
  const { theme, colorScheme } = look.appearance
  if (theme === 'night' || colorScheme === 'dark') ground.dataset.scheme = 'dark'
  const host = create('div', { className: 'host' })
  host.style.width = `${width}px`
  ground.append(host)
  const caption = create('figcaption', { textContent: name })
  if (state.focus) {
    const onclick = () => host.firstElementChild && focusField(state, host)
    caption.append(create('button', { type: 'button', textContent: 'Focus this field', onclick }))
  }
  cell.append(caption, ground)
  cell.dataset.cell = `${state.id} ${look.id} ${width}`
  return cell
}

function startNext() {
  while (starting < MAX_STARTING && waiting.length > 0) {
    const cell = waiting.shift()
    if (!cell.isConnected || mounted.has(cell)) continue
    starting += 1
    void start(cell).finally(() => {
      starting -= 1
      startNext()
    })
  }
}

/** Mounts the cell's form. `data-shown` is `true` when the form is in its state, and otherwise the reason why not. */
async function start(cell) {
  const { state, look } = cell
  const { labels, layout, locale } = Object.fromEntries(new FormData(filters))
  const run = {}
  // Ends the wait for a form that is stopped while it starts, because it never gets into its state.
  const stopped = new Promise((done) => (run.stop = done))
  mounted.set(cell, run)
  try {
    const url = await createUrl(state)
    if (mounted.get(cell) !== run) return
    const appearance = { ...look.appearance, labels, layout }
    const options = {
      url,
      appearance,
      title: cell.dataset.cell,
      ...(state.sleeps && { renew: refuseRenewal }),
    }
    run.capture = IngoCapture.create({ ...options, ...(locale && { locale }) })
    const host = cell.querySelector('.host')
    await Promise.race([showState(state, run.capture, host), stopped])
    if (mounted.get(cell) !== run) return
    // Only a form that is alone gets the focus. Of several forms, each gets it from the button above it.
    if (state.focus && place.querySelectorAll('figure').length === 1) focusField(state, host)
    cell.dataset.shown = 'true'
  } catch (error) {
    cell.dataset.shown = String(error.message)
  }
}

/** Rejects, so that the form ends and the cardholder may start again. */
function refuseRenewal() {
  return Promise.reject(new Error('This page has no other session.'))
}

function stop(cell) {
  const index = waiting.indexOf(cell)
  if (index >= 0) waiting.splice(index, 1)
  const run = mounted.get(cell)
  if (!run) return
  // Keeps its height, so that the rows below don't move.
  const host = cell.querySelector('.host')
  host.style.minHeight = `${host.offsetHeight}px`
  mounted.delete(cell)
  run.capture?.destroy()
  run.stop()
  delete cell.dataset.shown
}

function fillFilter(name, values) {
  filters.elements[name].append(...values.map((value) => new Option(value, value)))
}

function create(name, properties) {
  return Object.assign(document.createElement(name), properties)
}
