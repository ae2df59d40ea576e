/** The pages of the site by task: name and path without `.md`. The sidebar and llms.txt have this order. */
export const sections = [
  {
    text: 'Start',
    pages: [
      ['Quickstart', 'docs/quickstart'],
      ['Overview', 'README'],
    ],
  },
  {
    text: 'Integrate',
    pages: [
      ['Sessions on your backend', 'docs/integrate/backend'],
      ['Webhooks', 'docs/webhooks'],
      ['Script or npm module', 'docs/integrate/script'],
      ['React', 'docs/integrate/react'],
      ['Next.js', 'docs/integrate/nextjs'],
      ['Vue', 'docs/integrate/vue'],
      ['Svelte', 'docs/integrate/svelte'],
      ['Angular', 'docs/integrate/angular'],
      ['Web component', 'docs/integrate/web-component'],
      ['The form on your page', 'docs/integrate/form-on-your-page'],
      ['Embed the server', 'docs/integrate/embed-server'],
      ['Migrate from Ingo’s frame', 'docs/migrate-from-ingo-frame'],
    ],
  },
  {
    text: 'Payment methods',
    pages: [
      ['Card', 'docs/payment-methods/card'],
      ['Check', 'docs/payment-methods/check'],
      ['Open banking', 'docs/payment-methods/open-banking'],
      ['Saved accounts', 'docs/payment-methods/saved-accounts'],
    ],
  },
  {
    text: 'Customize',
    pages: [
      ['Theming', 'docs/theming'],
      ['Localization', 'docs/localization'],
      ['Messages', 'docs/messages'],
    ],
  },
  {
    text: 'Errors',
    pages: [
      ['Errors', 'docs/errors'],
      ['Troubleshooting', 'docs/troubleshooting'],
      ['Ingo’s status codes', 'docs/outcomes'],
      ['Life of a capture', 'docs/capture'],
    ],
  },
  {
    text: 'Test',
    pages: [
      ['Test your page', 'docs/testing'],
      ['Test cards', 'docs/testing-cards'],
      ['Unit tests', 'docs/testing-units'],
      ['Rehearse your page', 'docs/rehearse'],
    ],
  },
  {
    text: 'Reference',
    pages: [
      ['Sessions and events', 'docs/reference'],
      ['HTTP API', 'docs/api'],
      ['Configuration', 'docs/configuration'],
      ['Command line', 'docs/command-line'],
      ['Glossary', 'docs/glossary'],
    ],
  },
  {
    text: 'Run the server',
    pages: [
      ['Deploy', 'docs/deploy'],
      ['Monitor', 'docs/monitor'],
      ['Performance', 'docs/performance'],
      ['Upgrades', 'docs/upgrades'],
      ['Changelog', 'CHANGELOG'],
    ],
  },
  {
    text: 'Security',
    pages: [
      ['Page security', 'docs/page-security'],
      ['Security', 'docs/security'],
      ['PCI DSS', 'docs/pci'],
      ['Report a problem', 'SECURITY'],
      ['Stricter rules', 'docs/stricter-rules'],
      ['Dependencies', 'docs/dependencies'],
    ],
  },
  {
    text: 'Evidence and code',
    pages: [
      ['Behavior table', 'docs/evidence/behaviours'],
      ['Layout', 'docs/evidence/layout'],
      ['Benchmark log', 'docs/evidence/performance'],
      ['Threats and controls', 'docs/evidence/threats'],
      ['Fuzz and soak', 'docs/evidence/fuzz-and-soak'],
      ['Architecture', 'ARCHITECTURE'],
      ['Contributing', 'CONTRIBUTING'],
      ['Examples', 'examples/README'],
    ],
  },
]
