import type { Plugin } from 'vite'
import { replaceOrThrow, type Replacement } from './replaceOrThrow.js'

/** What to replace in each file of zod 4, and why it is not needed. */
const replacements: Record<string, Replacement[]> = {
  'core/schemas.js': [
    // Asynchronous checks: no schema has one.
    [/\b\w+ instanceof Promise\b/g, 'false'],
    [/asyncResult \|\| false/, 'false'],
    [/if \(asyncResult\)/, 'if (false)'],
    [/proms\.length/g, '0'],
    // Encoding, which runs a schema backwards, and validation that stops at the first issue.
    [/if \(ctx\.skipChecks\) \{[^}]*\}/, ''],
    [/ctx\.direction === "backward"/g, 'false'],
    [/ctx\?\.abortEarly/g, 'false'],
    // Coercion, and the memory for values that contain themselves.
    [/if \(def\.coerce\)\s*try \{[^}]*\}\s*catch \(_\) \{ \}/g, ''],
    [/const memo = core\.globalConfig\.memoizer;\s*memo\?\.attach\(inst\);/g, ''],
    [/memo \? memo\.alloc\(.*, ctx\) : /g, ''],
    [/if \(payload\.memo\)\s*return payload;/, ''],
    // Patterns for template literals, and values for discriminated unions.
    [
      /^ {4}util\.defineLazyInternal\(inst, "(?:pattern|propValues|values)", \(zod\) => \{\n[^]*?^ {4}\}\);$/gm,
      '',
    ],
    [/^ {4}util\.defineLazyInternal\(inst, "(?:pattern|values)", .*\);$/gm, ''],
    [/^ {4}inst\._zod\.pattern = .*;$/gm, ''],
    // Defaults in place of a value that is absent.
    [
      /util\.defineLazyInternal\(inst, "optin", .*"defaulted" \? "defaulted" : "optional"\);/,
      'inst._zod.optin = "optional";',
    ],
    [
      /if \(def\.innerType\._zod\.optin !== "defaulted"\)\s*return payload;[^]*?return handleOptionalResult\(payload, result\);/,
      'return payload;',
    ],
    // The early end for an array that is too long, getters in shapes, and mistakes in schemas. Zod itself finds those
    // mistakes, in the server and in unit tests.
    [/^ {4}capSize\(inst, arraySize\);$/m, ''],
    [/const desc = Object\.getOwnPropertyDescriptor\(def, "shape"\);[^]*?(?=\n {4}const _normalized)/, ''],
    [/for \(const k of allKeys\) \{\s*if \(!def\.shape[^]*?\n {4}\}/, ''],
    // The detail that a rejected number is NaN or infinite.
    [/const received = typeof input === "number"\s*\?[^;]*;/, ''],
    [/\.\.\.\(received \? \{ received \} : \{\}\),/, ''],
    // The interface for other libraries, https://standardschema.dev.
    [
      /, \{\s*\/\/[^\n]*\s*get "~standard"\(\) \{[^}]*\},\s*set "~standard"\(value\) \{[^}]*\},\s*\}\);/,
      ');',
    ],
    [/inst\._zod\.version = version;/, ''],
  ],
  'core/checks.js': [
    // Number formats other than `z.int()`.
    [
      /inst\._zod\.check = \(payload\) => \{\s*const input = payload\.value;\s*if \(isInt\) \{[^]*?\n {4}\};/,
      'inst._zod.check = (payload) => { if (!Number.isSafeInteger(payload.value)) payload.issues.push({ code: "invalid_type", input: payload.value, inst, continue: false }); };',
    ],
    [
      /const isInt = def\.format\?\.includes\("int"\);\s*const origin = .*;\s*const \[minimum, maximum\] = .*;/,
      'if (def.format !== "safeint") throw new Error("scripts/build/smallZod.ts leaves out this number format.");',
    ],
  ],
  'core/parse.js': [
    [/\b\w+ instanceof Promise\b/g, 'false'],
    [/util\.captureStackTrace\(.*\);/g, ''],
  ],
  'core/core.js': [
    // Compiled schemas, subclasses of schemas, and changes of their prototypes.
    [/const pp = [^]*?pp\(inst\);/, ''],
    [/const ctorProto = [^]*?const target = up \?\? own;/, 'const target = own;'],
    [/const proto = _\.prototype;\s*for \(const k in proto\) \{[^]*?\n {8}\}/, ''],
    // Errors whose stack is created later, for speed.
    [/\? newError\(Definition\)/, '? new Definition()'],
  ],
  'core/errors.js': [
    [/const proto = Object\.getPrototypeOf\(inst\);\s*if \(!_installedToString[^]*?\n {4}\}/, ''],
  ],
  'mini/schemas.js': [
    // Partial tuples, and partial objects by a list of keys.
    [
      /export function partial\(schema, mask\) \{[^]*?\n\}/,
      `export function partial(schema, mask) {
        if (mask) throw new Error("scripts/build/smallZod.ts leaves out the list of keys.");
        const { def } = schema._zod;
        const shape = Object.entries(def.shape).map(([key, innerType]) => [key, optional(innerType)]);
        return util.clone(schema, { ...def, shape: Object.fromEntries(shape), checks: [] });
      }`,
    ],
    // Methods that no code calls on a schema.
    [/get with\(\) \{[^}]*\},\s*set with\(value\) \{[^}]*\},/, ''],
    [/(?:parseAsync|safeParseAsync)\(data, params\) \{[^]*?\n {4}\},/g, ''],
    [/(?:brand|register|apply)\([^)]*\) \{[^]*?\n {4}\},/g, ''],
    [/, \{ callee: this\.parse \}/, ''],
    [
      /util\.installLazyProp\(inst, "shape", .*\);/,
      'Object.defineProperty(inst, "shape", { get: () => def.shape });',
    ],
  ],
}

/**
 * Leaves out of zod what the frame's schemas don't use. The rest parses them as zod itself does, by the
 * comparison in smallZod.test.ts.
 */
export const smallZod: Plugin = {
  name: 'small-zod',
  enforce: 'pre',
  transform(code, id) {
    const file = /\/zod\/v4\/(.+)$/.exec(id)?.[1]
    const table = file === undefined ? undefined : replacements[file]
    return table && { code: replaceOrThrow('zod', code, table), map: null }
  },
}
