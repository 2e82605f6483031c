import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type BrokenCase, broken, type Pack, removePacks } from '../../support/pack.ts'

afterEach(removePacks)

function cites(code: string): (pack: Pack) => void {
  return (pack) => {
    mkdirSync(pack.path('worker/accounts'), { recursive: true })
    writeFileSync(pack.path('worker/accounts/rules.ts'), code)
  }
}

const CASES: BrokenCase[] = [
  {
    promise: 'a clause that the Worker cites exists',
    breakIt: cites("import { cite } from '../x.ts'\n\nexport const clause = cite(binding, 'S98', 'id')\n"),
    file: 'worker/accounts/rules.ts',
    field: 'line 3',
    message: /cites S98, expected a clause of a published version or a key of law\.yaml/,
  },
  {
    promise: 'an article that the Worker falls back to exists',
    breakIt: cites("cite(\n  bindingOf(customer, 'x'),\n  'P16',\n  language,\n  'pdp-99',\n)\n"),
    file: 'worker/accounts/rules.ts',
    field: 'line 1',
    message: /cites pdp-99/,
  },
  {
    promise: 'a clause named in a table of the Worker exists',
    breakIt: cites("export const STEPS = [\n  { kind: 'suspend', clause: 'M9' },\n]\n"),
    file: 'worker/accounts/rules.ts',
    field: 'line 2',
    message: /cites M9/,
  },
]

test.each(CASES)('$promise', ({ breakIt, file, field, message }) => {
  const { pack, findings } = broken(breakIt)
  expect(findings).toContainEqual({ file: join(pack.dir, file), field, message: expect.stringMatching(message) })
})

test('a good pack passes every check, its citations included', () => {
  const { findings } = broken(
    cites("cite(binding, 'S14', language)\ncite(binding, 'P16', language, 'pdp-32')\n// cite(binding, …) of S99 in a comment\n"),
  )
  expect(findings).toEqual([])
})
