/**
 * Stands in for Cypress, whose binary can't be installed where these tests run: a queue of commands on this document.
 * It types by events that the browser does not trust, as Cypress does.
 */
import type { Chain, Control, Cy } from './cy.js'

type Handler = Parameters<Cy['intercept']>[1]
type Listener = Parameters<Parameters<Handler>[0]['on']>[1]
type Queue = { commands: (() => unknown)[] }

/** How often a check is repeated before its wait ends. */
const REPEATS = 20

/** A fake `cy`. `timeouts` contains the time-out of each wait so far. */
export function createFakeCy() {
  const handlers: Handler[] = []
  const timeouts: (number | undefined)[] = []
  const queue: Queue = { commands: [] }
  const cy: Cy = {
    document({ timeout } = {}) {
      timeouts.push(timeout)
      return enqueue(queue, () => document)
    },
    get: (selector) => createControl(queue, () => document.querySelector(selector) as HTMLInputElement),
    wrap: (element) => createControl(queue, () => element as HTMLInputElement),
    intercept: (_, handle) => handlers.push(handle),
  }
  return {
    cy,
    timeouts,
    /** Runs the queued commands. Rejects with the error of a command that fails. */
    async run(): Promise<void> {
      for (let next = queue.commands.shift(); next; next = queue.commands.shift()) await next()
    },
    /** A request of the frame and its response, as Cypress's proxy sees them. */
    respond(sealed: string, body: object, answer: object, statusCode = 200): void {
      const headers = { authorization: `Bearer ${sealed}` }
      const on = (_: 'response', listen: Listener) => {
        listen({ statusCode, body: answer, headers: {} })
      }
      for (const handle of handlers) handle({ body, headers, on })
    },
  }
}

function enqueue<Subject>(queue: Queue, run: () => Subject | Promise<Subject>): Chain<Subject> {
  const subject = new Promise<Subject>((resolve) => {
    queue.commands.push(async () => {
      resolve(await run())
    })
  })
  return {
    should: (check) =>
      enqueue(queue, async () => {
        if (typeof check === 'string') throw new Error('The fake has no assertions of Cypress by name.')
        return repeat(await subject, check)
      }),
    then: ((next: (given: Subject) => unknown) =>
      enqueue(queue, async () => {
        const given = await subject
        // Commands that this command queues run before the rest.
        const rest = queue.commands
        queue.commands = []
        const result = next(given)
        queue.commands.push(...rest)
        return result ?? given
      })) as Chain<Subject>['then'],
  }
}

async function repeat<Subject>(subject: Subject, check: (given: Subject) => void): Promise<Subject> {
  for (let left = REPEATS; ; left--) {
    try {
      check(subject)
      return subject
    } catch (error) {
      if (left === 0) throw error
      await new Promise((done) => setTimeout(done, 1))
    }
  }
}

function createControl(queue: Queue, find: () => HTMLInputElement): Control {
  function act(change: (element: HTMLInputElement) => void): Control {
    void enqueue(queue, () => {
      const element = find()
      change(element)
      element.dispatchEvent(new Event('input', { bubbles: true }))
    })
    return createControl(queue, find)
  }

  return {
    clear: () => act((element) => (element.value = '')),
    type(text) {
      if (text === '') throw new Error('cy.type() cannot accept an empty string')
      return act((element) => (element.value += text))
    },
    select: (value) => act((element) => (element.value = value)),
    check: () => act((element) => (element.checked = true)),
    click() {
      return act((element) => {
        element.click()
      })
    },
  }
}
