/**
 * The part of Cypress that the kit uses. Cypress itself is not a dependency, because it brings many packages and a
 * browser. A test compares these types with Cypress's own.
 */

/** How long to wait, in ms. */
export type Waiting = { timeout?: number | undefined }
type Options = Waiting & { log?: boolean }

/** A queued command: Cypress runs it later, and passes on its subject. */
export type Chain<Subject> = {
  /** Repeats the check until it no longer throws. */
  should(check: (subject: Subject) => void): Chain<Subject>
  /** Repeats Cypress's own assertion, such as `'have.value', 'GA'`, until it holds. */
  should(chainer: string, ...values: unknown[]): Chain<Subject>
  then<Next>(run: (subject: Subject) => Next): Chain<Next extends Chain<infer Inner> ? Inner : Next>
}

export type Control = {
  clear(options?: Waiting): Control
  type(text: string, options?: Waiting & { delay?: number; parseSpecialCharSequences?: boolean }): Control
  select(value: string, options?: Waiting): Control
  check(options?: Waiting): Control
  click(options?: Waiting): Control
}

type Message = { body: unknown; headers: Record<string, string | string[]> }
type Request = Message & {
  on(event: 'response', listen: (response: Message & { statusCode: number }) => void): unknown
}

export type Cy = {
  document(options?: Options): Chain<Document>
  get(selector: string, options?: Options): Control
  wrap(element: HTMLElement, options?: Options): Control
  intercept(url: RegExp, handle: (request: Request) => void): unknown
}

/** Cypress's global, in a test. */
export function findCy(): Cy {
  const { cy } = globalThis as { cy?: Cy }
  if (cy) return cy
  throw new Error('ingo-capture/cypress runs in a Cypress test: call captureFrame inside it(), not in Node.')
}
