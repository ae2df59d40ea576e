/** On a server there is no HTMLElement; there the import defines nothing. */
const Base =
  (globalThis.HTMLElement as typeof HTMLElement | undefined) ?? (Object as unknown as typeof HTMLElement)

/** The base of the element. With this method, `moveBefore()` doesn't disconnect an element, and so keeps its form. */
export class ElementBase extends Base {
  connectedMoveCallback(): void {}
}
