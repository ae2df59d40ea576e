// Part of the build, after the compiler, which never deletes the output of a source that was deleted or renamed.
// Removes that output from dist, so that it is neither published nor imported by mistake. Every compiled file has a
// declaration beside it; dist/packages is left alone, because its declarations are copies.
import { existsSync, readdirSync, rmSync } from 'node:fs'

const compiled = readdirSync('dist', { recursive: true })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.d.ts') && !file.startsWith('packages/'))
  .map((file) => file.slice(0, -'.d.ts'.length))
for (const name of compiled) {
  if (existsSync(`${name}.ts`) || existsSync(`${name}.tsx`)) continue
  for (const extension of ['.d.ts', '.js']) rmSync(`dist/${name}${extension}`, { force: true })
}
