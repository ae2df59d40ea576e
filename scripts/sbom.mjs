// `npm run sbom`: dist/sbom.json (CycloneDX), what the package brings: its dependencies, and what is bundled into
// the browser's files, which npm knows as development's. From the lockfile alone: no registry is asked.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Of the frame and the SDK; docs/dependencies.md says why each is there. */
const BUNDLED = ['credit-card-type', 'penpal', 'react', 'react-dom', 'react-hook-form']
const [output = 'dist/sbom.json'] = process.argv.slice(2)

const { name, version, dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
const flags = ['--sbom-format', 'cyclonedx', '--package-lock-only']
// Elsewhere `npm` is a script that Node can't be asked to run.
const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
const [command, ...first] = npm
const sbom = JSON.parse(execFileSync(command, [...first, 'sbom', ...flags], { encoding: 'utf8' }))

const graph = new Map(sbom.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]))
const wanted = new Set()
function want(ref) {
  // Types are for the compiler: nothing of them is delivered.
  if (wanted.has(ref) || ref.startsWith('@types/')) return
  wanted.add(ref)
  for (const next of graph.get(ref) ?? []) want(next)
}
const direct = [
  ...Object.entries(dependencies).map(([dependency, pinned]) => `${dependency}@${pinned}`),
  ...BUNDLED.map((dependency) => `${dependency}@${devDependencies[dependency]}`),
]
for (const ref of direct) want(ref)

// The folder's name, the time and a random number would make each run another one.
delete sbom.serialNumber
delete sbom.metadata.timestamp
sbom.metadata.component.name = name
sbom.components = sbom.components.filter((component) => wanted.has(component['bom-ref']))
for (const component of sbom.components) delete component.properties
sbom.dependencies = [
  { ref: `${name}@${version}`, dependsOn: direct },
  ...sbom.dependencies.filter(({ ref }) => wanted.has(ref)),
]
mkdirSync(dirname(output), { recursive: true })
writeFileSync(output, `${JSON.stringify(sbom, null, 2)}\n`)
process.stdout.write(`${output}: ${sbom.components.length} components\n`)
