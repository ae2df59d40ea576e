/** Generates custom-elements.json from the element's code, with `-u`; without it, fails when the file is out of date. */
import type { Attribute, ClassMember, Event, Package, Parameter } from 'custom-elements-manifest'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { IngoCaptureElement } from './element.js'
import { eventNames } from './events.js'
import { events } from './testing/eventTexts.js'

const texts: Record<string, string> = {
  url: 'The session’s `url`, from your backend. Without it there is no form. Another value makes a new form.',
  locale: 'The form’s language, BCP 47. Default: the session’s, or the browser’s.',
  submitButton: 'Whether the form has a button. Another value makes a new form.',
  title: 'The iframe’s title, which screen readers announce. Another value makes a new form.',
  name: 'In a `<form>`, the name under which it sends the token.',
  appearance: 'Theme, variables and rules. Changes are live.',
  messages: 'Your own texts. Changes are live.',
  fonts: 'Fonts for the form. Another value makes a new form.',
  submit: 'Submits the form. Resolves with the token, or rejects with a `CaptureError`.',
  focus: 'Focuses a field, or the first one.',
  renew: 'Resolves to the url of a new session before the session ends. What was typed stays.',
  blur: 'Takes the focus from the form.',
  clear: 'Empties the fields.',
}

/** The properties that an attribute sets. */
const properties: Record<string, string> = { url: 'url', locale: 'locale', 'submit-button': 'submitButton' }

/** The description of an attribute, property or method. Throws if it has none. */
function describeName(name: string): string {
  const { [name]: text } = texts
  if (!text)
    throw new Error(`custom-elements.json: ${name} has no description. Add it to \`texts\` in this test.`)
  return text
}

/** The statement of a source file that declares `name`. */
function readDeclaration<Kind extends ts.Node>(
  file: string,
  name: string,
  isKind: (node: ts.Node) => node is Kind,
): Kind {
  const source = ts.createSourceFile(
    file,
    ts.sys.readFile(`widget/sdk/${file}`) ?? '',
    ts.ScriptTarget.Latest,
    true,
  )
  for (const each of source.statements) {
    if (isKind(each) && (each as { name?: ts.Node }).name?.getText() === name) return each
  }
  throw new Error(`custom-elements.json: ${file} doesn’t declare ${name}.`)
}

function describeParameter({ name, type, questionToken }: ts.ParameterDeclaration): Parameter {
  return {
    name: name.getText(),
    type: { text: type?.getText() ?? '' },
    ...(questionToken && { optional: true }),
  }
}

/** The public accessors and methods of the class, apart from those that the browser calls, and `addEventListener`. */
function listMembers(): ClassMember[] {
  const base = readDeclaration('elementBase.ts', 'ElementBase', ts.isClassDeclaration)
  const { members } = readDeclaration('elementClass.ts', 'IngoCaptureElement', ts.isClassDeclaration)
  return [...members, ...base.members].flatMap((member): ClassMember[] => {
    const name = member.name?.getText() ?? ''
    if (ts.isGetAccessor(member)) {
      const [attribute] = Object.entries(properties).find(([, property]) => property === name) ?? []
      const type = { text: member.type?.getText() ?? '' }
      const reflected = attribute === undefined ? {} : { attribute, reflects: true }
      return [{ kind: 'field', name, type, description: describeName(name), ...reflected }]
    }
    if (!ts.isMethodDeclaration(member) || /^#|Callback$|^addEventListener$/.test(name)) return []
    const returned = { type: { text: member.type?.getText() ?? 'void' } }
    const parameters =
      member.parameters.length > 0 ? { parameters: member.parameters.map(describeParameter) } : {}
    return [{ kind: 'method', name, description: describeName(name), ...parameters, return: returned }]
  })
}

function listAttributes(): Attribute[] {
  return [...IngoCaptureElement.observedAttributes, 'name'].map((name) => {
    const { [name]: fieldName } = properties
    const isButton = name === 'submit-button'
    return {
      name,
      type: { text: isButton ? "'true' | 'false'" : 'string' },
      ...(isButton && { default: "'true'" }),
      description: describeName(fieldName ?? name),
      ...(fieldName && { fieldName }),
    }
  })
}

/** Each event with its payload's type in events.ts, and the text of docs/reference.md without its links. */
function listEvents(): Event[] {
  const { type } = readDeclaration('events.ts', 'CaptureEvents', ts.isTypeAliasDeclaration)
  const members = ts.isTypeLiteralNode(type) ? type.members.filter(ts.isPropertySignature) : []
  return eventNames.map((name) => {
    const payload = members.find((member) => member.name.getText() === name)?.type?.getText() ?? ''
    const [, when] = events[name]
    return {
      name,
      type: { text: `CustomEvent<${payload.replace(/^Nothing$/, 'Record<string, never>')}>` },
      description: when.replace(/: \[[^\]]*\]\([^)]*\)/g, ''),
    }
  })
}

it('custom-elements.json matches the element', async () => {
  const name = 'IngoCaptureElement'
  const manifest: Package = {
    schemaVersion: '2.1.0',
    modules: [
      {
        kind: 'javascript-module',
        path: 'element.js',
        declarations: [
          {
            kind: 'class',
            customElement: true,
            tagName: 'ingo-capture',
            name,
            description: 'The hosted form. In a `<form>` its value is the token.',
            superclass: { name: 'HTMLElement' },
            attributes: listAttributes(),
            members: listMembers(),
            events: listEvents(),
          },
        ],
        exports: [
          { kind: 'js', name, declaration: { name } },
          { kind: 'custom-element-definition', name: 'ingo-capture', declaration: { name } },
        ],
      },
    ],
  }
  await expect(`${JSON.stringify(manifest, null, 2)}\n`).toMatchFileSnapshot('./custom-elements.json')
})
