/** Contrast of what the form shows, measured in the browser: WCAG 2.2's formula over the colours as computed. */

export type Contrast = { what: string; contrast: number }

/** Runs in the page, so it may use nothing from outside itself; `under` is what lies behind the frame. */
export function contrastsOf(root: Element, under: string): { texts: Contrast[]; lines: Contrast[] } {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!canvas) throw new Error('no canvas')
  const paint = canvas

  /** The colours painted over one another, as the screen has them. */
  function painted(...colours: string[]): number[] {
    for (const colour of colours) {
      paint.fillStyle = colour
      paint.fillRect(0, 0, 1, 1)
    }
    return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3)
  }

  function luminance(colour: number[]): number {
    const [red = 0, green = 0, blue = 0] = colour
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }

  function contrast(one: number[], other: number[]): number {
    const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return Math.round(((light + 0.05) / (dark + 0.05)) * 100) / 100
  }

  function backgrounds(element: Element): string[] {
    const outer = element.parentElement ? backgrounds(element.parentElement) : [under]
    return [...outer, getComputedStyle(element).backgroundColor]
  }

  function textOf(element: Element, pseudo?: string): Contrast {
    const behind = backgrounds(element)
    const { color } = getComputedStyle(element, pseudo)
    const what = `${element.tagName} ${pseudo ?? ''}${element.textContent.slice(0, 20)}`
    return { what, contrast: contrast(painted(...behind, color), painted(...behind)) }
  }

  /** What shows where a field is: its focus ring, its border, or the line that it stands on. */
  function lineOf(control: Element): string {
    const { outlineColor, borderBottomColor, boxShadow } = getComputedStyle(control)
    if (control.matches(':focus')) return outlineColor
    const [shadow = ''] = /^[a-z]+\([^)]*\)/.exec(boxShadow) ?? []
    return borderBottomColor === 'rgba(0, 0, 0, 0)' ? shadow : borderBottomColor
  }

  const controls = [...root.querySelectorAll('input:not([aria-hidden]), select')]
  const texts = [...root.querySelectorAll('label, .optional, .note:not(:empty), h2, p, button, .badge')]
  return {
    texts: [
      ...texts.filter((element) => element.textContent !== '').map((element) => textOf(element)),
      ...controls.map((control) => textOf(control)),
      ...controls
        .filter((control) => control.matches('[placeholder]:not([placeholder=" "])'))
        .map((control) => textOf(control, '::placeholder')),
    ],
    lines: controls.map((control) => {
      const line = lineOf(control)
      return { what: `${control.id} ${line}`, contrast: contrast(painted(under, line), painted(under)) }
    }),
  }
}
