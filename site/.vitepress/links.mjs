/** Part of the Markdown renderer: turns a link to a file that is no page of the site, such as a source, into plain text. */
export function mendLinks(md) {
  const render = md.renderer.rules.link_open
  md.renderer.rules.link_open = (tokens, index, ...rest) => {
    const token = tokens[index]
    const href = token.attrGet('href') ?? ''
    const isPage = /^(?:https?:|#|\/)|\.md(?:#|$)|^mailto:/.test(href)
    if (isPage) return render(tokens, index, ...rest)
    token.attrs = token.attrs.filter(([name]) => name !== 'href')
    return md.renderer.renderToken(tokens, index, rest[0])
  }
}
