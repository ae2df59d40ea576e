/** Finds what a script uses that a supported browser lacks: syntax, global names and members. */
import { Linter, type Rule } from 'eslint'
import type { Node } from 'estree'
import { api, isSupported, javascript, type Feature } from './browserSupport.case.js'

/** Lookbehind assertions. acorn accepts them in ES2022, but Safari does so only since 16.4. */
const LOOKBEHIND = /\(\?<[=!]/

/** Every interface and built-in object, with its members. */
const interfaces: Record<string, Feature | undefined> = { ...api, ...javascript.builtins }

const members = new Map<string, Feature[]>()
for (const each of Object.values(interfaces)) {
  const { __compat: _, ...features } = each ?? {}
  for (const [key, feature] of Object.entries(features)) {
    const name = key.replace(/_(?:static|event)$/, '')
    members.set(name, [...(members.get(name) ?? []), feature])
  }
}

/** The type of an object is unknown, so a member counts as missing if every interface with one of this name lacks it. */
function isMissing(member: string): boolean {
  const features = members.get(member)
  return features !== undefined && !features.some(isSupported)
}

/** Syntax, global names and members that a supported browser lacks, such as `URL.canParse` and `.findLast`. */
export function findMissingInScript(code: string): string[] {
  const found = new Set<string>()
  /** Names of the script's own objects, whose members are no browser APIs. */
  const own = new Set<string>()
  const rule = { create: (context: Rule.RuleContext) => createListeners(context, found, own) }
  const messages = new Linter().verify(code, {
    // The language version of the oldest browsers. The listeners report what Safari 15.4 lacks of ES2022.
    languageOptions: { ecmaVersion: 2022, sourceType: 'module' },
    plugins: { browsers: { rules: { support: rule } } },
    rules: { 'browsers/support': 'error' },
  })
  for (const { message, fatal } of messages) if (fatal) found.add(message)
  return [...found].filter((name) => !own.has(name)).sort()
}

function createListeners(
  { sourceCode }: Rule.RuleContext,
  found: Set<string>,
  own: Set<string>,
): Rule.RuleListener {
  const globals = new Set<unknown>()

  function checkGlobals(): void {
    const { through = [], variables = [] } = sourceCode.scopeManager.globalScope ?? {}
    // ESLint declares the standard's built-in objects as variables. Other globals are not declared in any scope.
    for (const { identifier } of [...through, ...variables.flatMap(({ references }) => references)]) {
      const { name, parent } = identifier as { name: string; parent?: Node }
      globals.add(identifier)
      const isGuard = parent?.type === 'UnaryExpression' && parent.operator === 'typeof'
      if (!isGuard && !isSupported(interfaces[name] ?? api.Window?.[name])) found.add(name)
    }
  }

  function checkMember(object: Node | undefined, member: string): void {
    const owner = object?.type === 'Identifier' && globals.has(object) ? object.name : ''
    const known = interfaces[owner]?.[`${member}_static`] ?? interfaces[owner]?.[member]
    if (known ? !isSupported(known) : isMissing(member))
      found.add(known ? `${owner}.${member}` : `.${member}`)
  }

  return {
    Program: checkGlobals,
    MemberExpression({ object, property, computed }) {
      if (!computed && property.type === 'Identifier') checkMember(object, property.name)
    },
    Property({ key, computed, parent }) {
      if (computed || key.type !== 'Identifier') return
      if (parent.type === 'ObjectPattern') checkMember(undefined, key.name)
      else own.add(`.${key.name}`)
    },
    StaticBlock() {
      if (!isSupported(javascript.classes?.static?.initialization_blocks)) found.add('static { }')
    },
    'Literal, TemplateElement'(node: Node) {
      if (LOOKBEHIND.test(sourceCode.getText(node))) found.add('(?<= )')
    },
  }
}
