/**
 * The form's place as a server renders it, of the right height at every width. No script has run yet, and a
 * page's policy may forbid the style attribute and element: so it is made of attributes alone. What the form
 * grows by when it is narrow is a pair of boxes that fit into one line above that width and take two below it.
 */
import { createElement, forwardRef, type DOMAttributes } from 'react'
import type { Configuration } from '../protocol/appearance.js'
import { heightOfUrl, NARROW, VERY_NARROW } from './height.js'

type Props = { url: string; configuration: Configuration }

/** A line with text in it is no lower than this, even if there is none: a smaller step isn't worth a line. */
const LOWEST = 24
/** What of a box hangs below the line that text stands on: enough for that text's own, so that nothing is added. */
const DEPTH = 9

export const Placeholder = forwardRef<HTMLDivElement, Props>(function Placeholder(
  { url, configuration },
  ref,
) {
  const steps = [NARROW, VERY_NARROW]
    .map((width) => ({ width, by: growth(url, width, configuration) }))
    .filter(({ by }) => by >= LOWEST)
  const lines = steps.reduce((sum, { by }) => sum + by, 0)
  return (
    <div ref={ref} aria-hidden="true">
      <svg display="block" width="100%" height={heightOfUrl(url, NARROW, configuration) - lines} />
      {steps.map(({ width, by }) => (
        <div key={width}>
          {box(width / 2, by)}
          <wbr />
          {box(width / 2, by)}
        </div>
      ))}
    </div>
  )
})

/** How much higher the form is just below that width. */
function growth(url: string, width: number, configuration: Configuration): number {
  return heightOfUrl(url, width - 1, configuration) - heightOfUrl(url, width, configuration)
}

/** MathML's space: unlike every other box it is of the size that its attributes say, to the pixel, in a line. */
function box(width: number, height: number) {
  const size = { width: `${width}px`, height: `${height - DEPTH}px`, depth: `${DEPTH}px` }
  return createElement('math', null, createElement('mspace', size as DOMAttributes<Element>))
}
