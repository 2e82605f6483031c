/** The tables as code sees them and as the migrations make them: the same columns, types, keys and indexes. */
import { readdirSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { beforeAll, describe, expect, test } from 'vitest'

const db = new DatabaseSync(':memory:')
for (const file of readdirSync('worker/migrations').sort()) db.exec(readFileSync(`worker/migrations/${file}`, 'utf8'))

const modules = readdirSync('worker', { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|[/-])tables\.ts$/.test(file))
  .map((file) => file.slice(0, -3))
const tables: SQLiteTable[] = []
beforeAll(async () => {
  for (const file of modules) {
    const module: Record<string, unknown> = await import(/* @vite-ignore */ new URL(`../../worker/${file}.ts`, import.meta.url).href)
    tables.push(...Object.values(module).filter((value): value is SQLiteTable => is(value, SQLiteTable)))
  }
})

interface Shape {
  readonly columns: Record<string, string>
  readonly key: readonly string[]
  readonly indexes: readonly string[]
}

const indexText = (unique: boolean, columns: readonly string[]) => `${unique ? 'unique ' : ''}(${columns.join(', ')})`

function shapeInCode(table: SQLiteTable): Shape {
  const { columns, primaryKeys, indexes } = getTableConfig(table)
  const key = primaryKeys[0]?.columns.map(({ name }) => name) ?? columns.filter(({ primary }) => primary).map(({ name }) => name)
  return {
    columns: Object.fromEntries(
      columns.map((column) => [column.name, `${column.getSQLType()}${column.notNull || key.includes(column.name) ? '' : ' null'}`]),
    ),
    key: [...key],
    indexes: [
      ...columns.filter(({ isUnique }) => isUnique).map(({ name }) => indexText(true, [name])),
      ...indexes.map(({ config }) =>
        indexText(
          config.unique,
          config.columns.map((column) => ('name' in column ? String(column.name) : '?')),
        ),
      ),
    ].sort(),
  }
}

function shapeInDatabase(name: string): Shape {
  const info = db.prepare('SELECT name, lower(type) AS type, "notnull" AS filled, pk FROM pragma_table_info(?)').all(name)
  const lists = db.prepare(`SELECT name, "unique" AS one FROM pragma_index_list(?) WHERE origin <> 'pk'`).all(name)
  const columnsOf = (index: unknown) =>
    db
      .prepare('SELECT name FROM pragma_index_info(?) ORDER BY seqno')
      .all(String(index))
      .map((column) => String(column['name'] ?? '?'))
  return {
    columns: Object.fromEntries(
      info.map((column) => [String(column['name']), `${column['type']}${column['filled'] || column['pk'] ? '' : ' null'}`]),
    ),
    key: info
      .filter(({ pk }) => Number(pk) > 0)
      .sort((a, b) => Number(a['pk']) - Number(b['pk']))
      .map((column) => String(column['name'])),
    indexes: lists.map((index) => indexText(index['one'] === 1, columnsOf(index['name']))).sort(),
  }
}

describe('tables in code and in the migrations', () => {
  test('are the same tables', () => {
    const migrated = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).all()
    const inCode = tables.map((table) => getTableConfig(table).name)
    expect(inCode.sort()).toEqual(migrated.map(({ name }) => String(name)).sort())
  })

  test('have the same columns, keys and indexes', () => {
    const shapes = (shapeOf: (table: SQLiteTable) => Shape) =>
      Object.fromEntries(tables.map((table) => [getTableConfig(table).name, shapeOf(table)]))
    expect(shapes(shapeInCode)).toEqual(shapes((table) => shapeInDatabase(getTableConfig(table).name)))
  })

  test('are strict, every one', () => {
    const loose = db
      .prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`)
      .all()
    expect(loose).toEqual([])
  })
})

test('a table that a migration makes anew keeps its rows, and the rows that point to them', () => {
  const files = readdirSync('worker/migrations').sort()
  const old = new DatabaseSync(':memory:', { enableForeignKeyConstraints: true })
  const migrate = (list: readonly string[]) => {
    for (const file of list) old.exec(`BEGIN; ${readFileSync(`worker/migrations/${file}`, 'utf8')}; COMMIT`)
  }
  migrate(files.filter((file) => file < '0009'))
  old.exec(`INSERT INTO customers (id, kind, name, phone, address, country, born_on, language, transfer_notice, created_at, commit_id)
      VALUES ('cus_1', 'person', 'Sari', '1', 'a', 'ID', '1990-01-01', 'id', '2024-11-01', 0, 'com_1');
    INSERT INTO auth_user (id, name, email, username, created_at, updated_at) VALUES ('usr_1', 'Sari', 'a@b', 'sari', 0, 0);
    INSERT INTO memberships (customer, user, role, created_at, commit_id) VALUES ('cus_1', 'usr_1', 'owner', 0, 'com_1');
    INSERT INTO accounts (id, customer, package, domain, state, term, anniversary_day, due_on, created_at, commit_id)
      VALUES ('acc_1', 'cus_1', 'p', 'd', 'active', 'yearly', 1, '2027-01-01', 0, 'com_1');
    INSERT INTO invoices (id, shard, year, serial, account, customer, kind, period_from, period_to, due_on, amount, paid_amount, state,
      terms_version, issued_at, lines, commit_id)
      VALUES ('inv_1', 'a', 2026, 1, 'acc_1', 'cus_1', 'renewal', '2026-01-01', '2027-01-01', '2026-01-01', 10, 10, 'paid', 'v', 0, '[]', 'com_1');
    INSERT INTO payments (id, invoice, account, amount, paid_at, recorded_at, recorded_by, method, reference, effect, credit, commit_id)
      VALUES ('pay_1', 'inv_1', 'acc_1', 10, 0, 0, 'usr_1', 'bank', 'r', 'paid', 0, 'com_1')`)
  migrate(files.filter((file) => file >= '0009'))
  expect(old.prepare('PRAGMA foreign_key_check').all()).toEqual([])
  expect(old.prepare('SELECT invoice FROM payments JOIN invoices ON invoices.id = invoice').all()).toEqual([{ invoice: 'inv_1' }])
  expect(old.prepare('SELECT role FROM memberships').all()).toEqual([{ role: 'owner' }])
})
