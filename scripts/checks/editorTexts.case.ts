/** Part of package.test.ts: what an editor shows beside a prop of `<Capture>` and a key of a session. */
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { sessionRequest } from '../../contract/sessionRequest.js'
import { handlerNames } from '../../widget/sdk/events.js'
import { installed } from './installed.case.js'

/** The comment of each property of a type in a declaration file of the installed package. */
function readComments(file: string, typeName: string): Map<string, string> {
  const path = join(installed.folder, 'node_modules/ingo-capture/types', file)
  const program = ts.createProgram([path], { moduleResolution: ts.ModuleResolutionKind.Bundler })
  const checker = program.getTypeChecker()
  const alias = program
    .getSourceFile(path)
    ?.statements.filter(ts.isTypeAliasDeclaration)
    .find(({ name }) => name.text === typeName)
  if (!alias) throw new Error(`${file} has no type ${typeName}.`)
  const properties = checker.getTypeAtLocation(alias.name).getProperties()
  return new Map(
    properties.map((each) => [
      each.name,
      ts.displayPartsToString(each.getDocumentationComment(checker)).trim(),
    ]),
  )
}

describe('an editor shows what it is', () => {
  it.each([
    ['widget/sdk/component.d.ts', 'CaptureProps', [...Object.values(handlerNames), 'url', 'locale', 'fonts']],
    ['contract/sessionRequest.d.ts', 'SessionInput', Object.keys(sessionRequest.def.shape)],
  ])('%s: %s', (file, typeName, names) => {
    const comments = readComments(file, typeName)
    expect(names.filter((name) => !comments.get(name))).toEqual([])
    // A link of the docs leads nowhere in an editor.
    expect([...comments.values()].join('\n')).not.toContain('](')
  })
})
