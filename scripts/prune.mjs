// Of the build, after the compiler, which leaves what it made of a source that has gone: takes that out of dist, so
// that it is neither packed nor imported by mistake. What has a declaration is the compiler's; dist/cjs has copies.
import { existsSync, readdirSync, rmSync } from 'node:fs'

const compiled = readdirSync('dist', { recursive: true })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.d.ts') && !file.startsWith('cjs/'))
  .map((file) => file.slice(0, -'.d.ts'.length))
for (const name of compiled) {
  if (existsSync(`${name}.ts`) || existsSync(`${name}.tsx`)) continue
  for (const ending of ['.d.ts', '.js']) rmSync(`dist/${name}${ending}`, { force: true })
}
