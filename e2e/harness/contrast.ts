/** Measures the form's contrast in the browser: WCAG 2.2's formula over the computed colors. */

type Contrast = { what: string; contrast: number }

/** Runs in the page, so it uses nothing from outside of itself. `backdrop` is the color behind the frame. */
export function measureContrasts(root: Element, backdrop: string): { texts: Contrast[]; lines: Contrast[] } {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!canvas) throw new Error('no canvas')
  const paint = canvas

  /** The color of a pixel after painting these colors over one another. */
  function blend(...colors: string[]): number[] {
    for (const color of colors) {
      paint.fillStyle = color
      paint.fillRect(0, 0, 1, 1)
    }
    return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3)
  }

  function luminance(color: number[]): number {
    const [red = 0, green = 0, blue = 0] = color
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }

  function contrast(one: number[], other: number[]): number {
    const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return Math.round(((light + 0.05) / (dark + 0.05)) * 100) / 100
  }

  function backgrounds(element: Element): string[] {
    const outer = element.parentElement ? backgrounds(element.parentElement) : [backdrop]
    return [...outer, getComputedStyle(element).backgroundColor]
  }

  function textContrast(element: Element, pseudo?: string): Contrast {
    const behind = backgrounds(element)
    const { color } = getComputedStyle(element, pseudo)
    const what = `${element.tagName} ${pseudo ?? ''}${element.textContent.slice(0, 20)}`
    return { what, contrast: contrast(blend(...behind, color), blend(...behind)) }
  }

  /** The contrast of a field's visible edge: its focus ring, its border, or the shadow in place of a border. */
  function edgeContrast(control: Element): Contrast {
    const { outlineColor, borderBottomColor, boxShadow } = getComputedStyle(control)
    const [shadow = ''] = /^[a-z]+\([^)]*\)/.exec(boxShadow) ?? []
    const border = borderBottomColor === 'rgba(0, 0, 0, 0)' ? shadow : borderBottomColor
    const edge = control.matches(':focus') ? outlineColor : border
    return { what: `${control.id} ${edge}`, contrast: contrast(blend(backdrop, edge), blend(backdrop)) }
  }

  const controls = [...root.querySelectorAll('input:not([aria-hidden]), select')]
  const texts = [...root.querySelectorAll('label, .optional, .note:not(:empty), h2, p, button, .badge')]
  const placeholders = controls.filter((each) => each.matches('[placeholder]:not([placeholder=" "])'))
  const measured = [...texts.filter((element) => element.textContent !== ''), ...controls]
  const placeholderTexts = placeholders.map((each) => textContrast(each, '::placeholder'))
  return {
    texts: [...measured.map((each) => textContrast(each)), ...placeholderTexts],
    lines: controls.map(edgeContrast),
  }
}
