/**
 * Reserves the form's space in server-rendered HTML, at the right height for every width. No script has run yet,
 * and the page's policy may forbid style attributes and elements, so only presentational attributes set the sizes.
 * Where the form is higher below some width, two boxes share a line above that width, and take two lines below it.
 */
import { createElement, forwardRef, type DOMAttributes } from 'react'
import type { Configuration } from '../protocol/appearance.js'
import { formHeight, NARROW, THREE_WIDE, TWO_WIDE, VERY_NARROW } from './height.js'

type Props = { url: string; configuration: Configuration }

/** In px. Even an empty line box is as high as a line of text, so a smaller increase of the height can't be reserved. */
const MIN_STEP = 24
/** How much wider the frame is than its host element, in px. */
const OVERHANG = 8
/** How far each box extends below the baseline, in px: enough that the line's own text adds no height. */
const BELOW_BASELINE = 9

export const Placeholder = forwardRef<HTMLDivElement, Props>(function Placeholder(
  { url, configuration },
  ref,
) {
  const steps = [THREE_WIDE, TWO_WIDE, NARROW, VERY_NARROW]
    .map((width) => ({ width, growth: heightIncrease(url, width, configuration) }))
    .filter(({ growth }) => growth >= MIN_STEP)
  const { width: widest = NARROW } = steps[0] ?? {}
  const lines = steps.reduce((sum, { growth }) => sum + growth, 0)
  return (
    <div ref={ref} aria-hidden="true">
      <svg display="block" width="100%" height={formHeight(url, widest, configuration) - lines} />
      {steps.map(({ width, growth }) => (
        <div key={width}>
          {box((width - OVERHANG) / 2, growth)}
          <wbr />
          {box((width - OVERHANG) / 2, growth)}
        </div>
      ))}
    </div>
  )
})

/** How much higher, in px, the form is just below `width`. */
function heightIncrease(url: string, width: number, configuration: Configuration): number {
  return formHeight(url, width - 1, configuration) - formHeight(url, width, configuration)
}

/** A MathML `mspace`, because no other inline box takes an exact size from attributes. */
function box(width: number, height: number) {
  const size = { width: `${width}px`, height: `${height - BELOW_BASELINE}px`, depth: `${BELOW_BASELINE}px` }
  return createElement('math', null, createElement('mspace', size as DOMAttributes<Element>))
}
