// `npm run sbom [file]`: writes dist/sbom.json (CycloneDX). It lists the dependencies, and the development dependencies
// that are bundled into the browser's files. It reads only the lockfile, without network.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Bundled into the frame and the SDK. docs/dependencies.md has the reason for each. */
const BUNDLED = ['credit-card-type', 'penpal', 'react', 'react-dom', 'react-hook-form']
const [output = 'dist/sbom.json'] = process.argv.slice(2)

const { name, version, dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
const flags = ['--sbom-format', 'cyclonedx', '--package-lock-only']
// On Windows `npm` is a script, which `execFile` can't start: run npm's JavaScript with Node instead.
const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
const [command, ...npmArgs] = npm
const sbom = JSON.parse(execFileSync(command, [...npmArgs, 'sbom', ...flags], { encoding: 'utf8' }))

const graph = new Map(sbom.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]))
const wanted = new Set()
function addWithDependencies(ref) {
  // Only the compiler needs types. The package contains none.
  if (wanted.has(ref) || ref.startsWith('@types/')) return
  wanted.add(ref)
  for (const next of graph.get(ref) ?? []) addWithDependencies(next)
}
const direct = [
  ...Object.entries(dependencies).map(([dependency, pinned]) => `${dependency}@${pinned}`),
  ...BUNDLED.map((dependency) => `${dependency}@${devDependencies[dependency]}`),
]
for (const ref of direct) addWithDependencies(ref)

// Reproducible: without the time, a random number and the folder's name, two runs write the same bytes.
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
