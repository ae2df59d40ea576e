/** Each integration as a page that shows its own code, and what its document holds. */

const scriptTag = '<script src="{{CAPTURE_URL}}/sdk/v1/ingo-capture.js" defer></script>'
const module = (file: string) => `<script src="/examples/${file}" type="module"></script>`

/** By path. `source` is what a person writes; `file` is what the browser loads. */
export const examples: Record<string, Example> = {
  '/script': {
    title: 'Script',
    what: 'One script tag and twenty lines: nothing to build.',
    head: `${scriptTag}\n${module('script.js')}`,
    body: '<div id="capture"></div>\n<p role="status"></p>',
    source: 'demo/shop/public/examples/script.js',
  },
  '/react': {
    title: 'React',
    what: 'A component, for React 18 and newer. Handlers and looks change without losing what was typed.',
    head: module('react.js'),
    body: '<div id="root"></div>',
    source: 'demo/shop/examples/react.tsx',
  },
  '/element': {
    title: 'Element',
    what: 'A custom element: in a form, its value is the token.',
    head: module('element.js'),
    body: '<form>\n  <button>Save my card</button>\n</form>\n<p role="status"></p>',
    source: 'demo/shop/examples/element.ts',
  },
}

export type Example = { title: string; what: string; head: string; body: string; source: string }
