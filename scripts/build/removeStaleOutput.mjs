// Part of the build, after the compiler. The compiler never deletes the output of a deleted or renamed source. This
// script does, so that the output is neither published nor imported by mistake. Each compiled file has a declaration
// beside it. dist/packages is left alone, because its declarations are copies.
import { existsSync, readdirSync, rmSync } from 'node:fs'

const compiled = readdirSync('dist', { recursive: true })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.d.ts') && !file.startsWith('packages/'))
  .map((file) => file.slice(0, -'.d.ts'.length))
for (const name of compiled) {
  if (existsSync(`${name}.ts`) || existsSync(`${name}.tsx`)) continue
  for (const extension of ['.d.ts', '.js']) rmSync(`dist/${name}${extension}`, { force: true })
}
