/** The integration examples: each is a page that shows its own code. */

const scriptTag = '<script src="{{CAPTURE_URL}}/sdk/v1/ingo-capture.js" defer></script>'
const moduleScript = (file: string) => `<script src="/examples/${file}" type="module"></script>`

/** The examples by path. */
export const examples: Record<string, Example> = {
  '/script': {
    title: 'Script',
    what: 'One script tag and twenty lines: nothing to build.',
    head: `${scriptTag}\n${moduleScript('script.js')}`,
    body: '<div id="capture"></div>\n<p role="status"></p>',
    source: 'demo/shop/public/examples/script.js',
  },
  '/react': {
    title: 'React',
    what: 'A component, for React 18 and newer. Handlers and looks change without losing what was typed.',
    head: moduleScript('react.js'),
    body: '<div id="root"></div>',
    source: 'demo/shop/examples/react.tsx',
  },
  '/element': {
    title: 'Element',
    what: 'A custom element: in a form, its value is the token.',
    head: moduleScript('element.js'),
    body: '<form>\n  <button>Save my card</button>\n</form>\n<p role="status"></p>',
    source: 'demo/shop/examples/element.ts',
  },
}

/** `head` and `body` are the page's markup; `source` is the script that the page shows. */
export type Example = { title: string; what: string; head: string; body: string; source: string }
