import { readdirSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { acceptancesData } from '../../worker/agreements/data.ts'
import { customersData } from '../../worker/customers/data.ts'
import type { customers } from '../../worker/customers/tables.ts'
import { policies } from '../../worker/policies/generated.ts'
import { versionsOf } from '../../worker/policies/rules/version.ts'
import type { DataMap } from '../../worker/shared/data-map.ts'
import { WHOLE_DATA_MAP } from '../../worker/shared/whole-data-map.ts'

/** Tables and columns as the migrations make them. */
function migratedColumns(): Record<string, string[]> {
  const db = new DatabaseSync(':memory:')
  for (const file of readdirSync('worker/migrations').sort()) db.exec(readFileSync(`worker/migrations/${file}`, 'utf8'))
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all()
  return Object.fromEntries(
    tables.map(({ name }) => [
      String(name),
      db
        .prepare('SELECT name FROM pragma_table_info(?)')
        .all(String(name))
        .map((column) => String(column['name']))
        .sort(),
    ]),
  )
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

test('every column that the migrations store has its place in the data map, and the map names no other', () => {
  const mapped = Object.entries(WHOLE_DATA_MAP).map(([table, map]) => [table, Object.keys(map).map(snake).sort()])
  expect(Object.fromEntries(mapped)).toEqual(migratedColumns())
})

test('every category that the map names is one that the newest privacy terms tell the customer of', () => {
  const told = new Set(
    versionsOf(policies, 'privacy')
      .at(-1)
      ?.terms.dataCategories.map((category) => category.id),
  )
  const named = new Set(Object.values(WHOLE_DATA_MAP).flatMap((map) => Object.values(map).flatMap((one) => one.category ?? [])))
  expect([...named].filter((category) => !told.has(category))).toEqual([])
})

test('a column without an entry does not compile', () => {
  const { phone: _phone, ...withoutPhone } = customersData
  // @ts-expect-error the telephone number has no entry
  const incomplete: DataMap<typeof customers> = withoutPhone
  // @ts-expect-error acceptances have other columns than customers
  const foreign: DataMap<typeof customers> = acceptancesData
  expect([incomplete, foreign]).toHaveLength(2)
})
