/** Prepared statements of the embedded store, with named parameters such as `:merchant`. */
import type Database from 'libsql'

/** The values of the parameters by name. Other values are ignored. */
type Values = Record<string, unknown>

/**
 * Passes the values by position, because the driver takes twice as long for an object of names: it creates the text of
 * each name again in every run. `isRaw`: rows are arrays and not objects.
 */
export function prepare(database: Database.Database, sql: string, { isRaw = false } = {}) {
  const statement = database.prepare(sql)
  if (isRaw) statement.raw()
  // SQLite numbers named parameters by their first occurrence.
  const names = [...new Set(Array.from(sql.matchAll(/:(\w+)/g), ([, name = '']) => name))]
  // Every run uses the same list, because the driver keeps none of it.
  const list: unknown[] = []
  function toList(values: Values): unknown[] {
    for (let index = 0; index < names.length; index++) list[index] = values[names[index] ?? '']
    return list
  }
  return {
    run: (values: Values) => statement.run(toList(values)),
    get: (values: Values): unknown => statement.get(toList(values)),
    all: (values: Values): unknown[] => statement.all(toList(values)),
  }
}
