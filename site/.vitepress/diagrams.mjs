/**
 * Part of the Markdown renderer: draws Mermaid blocks as SVG while the site is built, so that a reader's browser loads no
 * library for them. GitHub draws the same blocks by itself.
 */
import { renderMermaidSVG } from 'beautiful-mermaid'

export function drawDiagrams(md) {
  const render = md.renderer.rules.fence
  md.renderer.rules.fence = (tokens, index, ...rest) => {
    const { info, content } = tokens[index]
    if (info.trim() !== 'mermaid') return render(tokens, index, ...rest)
    // The focus lets the keyboard scroll a diagram that is wider than the page.
    return `<div class="diagram" role="region" aria-label="Diagram" tabindex="0">${drawSvg(content)}</div>\n`
  }
}

/**
 * Drops the SVG's style sheet: Vue drops a `<style>` in a page anyway, and it loads a font. Its colors are in
 * theme/diagrams.css. The SVG's `style` is dropped too: it sets the background of labels and notes to white, also in
 * the dark theme. `--width` takes its place.
 */
function drawSvg(source) {
  return renderMermaidSVG(source, { transparent: true, padding: 8 })
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/^(<svg [^>]*?width="([0-9]+)[^>]*?) style="[^"]*"/, '$1 style="--width:$2px"')
}
