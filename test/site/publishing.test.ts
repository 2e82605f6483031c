import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { checkContent } from '../../site/build/check.ts'
import { draftVersion } from '../../site/build/draft.ts'
import { type Content, type LoadedVersion, readContent } from '../../site/build/load.ts'
import { publishVersion } from '../../site/build/publish.ts'
import { copyPack, MINIMAL, NEW, OLD, type Pack } from '../support/pack.ts'

const opened: Pack[] = []
afterEach(() => {
  for (const pack of opened.splice(0)) rmSync(pack.dir, { recursive: true })
})

function pack(): Pack {
  const copy = copyPack(MINIMAL)
  opened.push(copy)
  return copy
}

function contentOf({ dir }: Pack): Content {
  const { content, findings } = readContent(dir)
  if (content === undefined) throw new Error(JSON.stringify(findings))
  return content
}

function versionOf(content: Content, path: string): LoadedVersion {
  const version = content.versions.find((candidate) => `${candidate.document}/${candidate.version}` === path)
  if (version === undefined) throw new Error(`${path} is not there`)
  return version
}

function publish(copy: Pack, path: string): ReturnType<typeof publishVersion> {
  const content = contentOf(copy)
  return publishVersion(content, versionOf(content, path), { today: '2025-06-01', worker: copy.path('worker') })
}

describe('npm run policy:new', () => {
  test('copies the version in force, in both languages, without bytes and without changes', () => {
    const copy = pack()
    const { created, lines } = draftVersion(contentOf(copy), 'terms', '2025-09-01', '2025-06-01')
    expect(created).toBe(true)
    expect(lines.join('\n')).toMatch(/Created .*2025-09-01 from terms 2025-01-01[\s\S]*npm run policy:publish -- terms 2025-09-01/)
    const draft = versionOf(contentOf(copy), 'terms/2025-09-01')
    const source = versionOf(contentOf(copy), NEW)
    expect(draft.front).toEqual({
      ...source.front,
      version: '2025-09-01',
      published: '2025-06-01',
      effective: { new: '2025-09-01', existing: '2025-09-01' },
      changes: [],
    })
    expect(draft.translation).toEqual({ ...source.translation, changes: [] })
    expect(draft.bytes).toEqual({ id: undefined, en: undefined })
    expect(draft.body.id.trim()).toBe(source.body.id.trim())
  })

  test('gives existing customers the notice that the newest version promised', () => {
    const copy = pack()
    draftVersion(contentOf(copy), 'terms', '2025-06-05', '2025-06-01')
    expect(versionOf(contentOf(copy), 'terms/2025-06-05').front.effective).toEqual({ new: '2025-06-05', existing: '2025-06-15' })
  })

  test('copies a published version that is still upcoming, since it is in force when the new one takes over', () => {
    const copy = pack()
    const { lines } = draftVersion(contentOf(copy), 'terms', '2025-03-01', '2024-12-10')
    expect(lines[0]).toMatch(/from terms 2025-01-01\.$/)
    expect(versionOf(contentOf(copy), 'terms/2025-03-01').front.terms).toMatchObject({ late: { suspendAfterDays: 3 } })
  })

  test('waits until the last draft is published, which could still change', () => {
    const copy = pack()
    draftVersion(contentOf(copy), 'terms', '2025-09-01', '2025-06-01')
    const { created, lines } = draftVersion(contentOf(copy), 'terms', '2025-10-01', '2025-06-01')
    expect([created, lines[0]]).toEqual([false, 'terms 2025-09-01 is still a draft; publish or remove it first.'])
  })

  test('leaves a draft that misses only what its author must add', () => {
    const copy = pack()
    draftVersion(contentOf(copy), 'terms', '2025-09-01', '2025-06-01')
    const findings = checkContent(contentOf(copy), { today: '2025-06-01', worker: copy.path('worker') })
    expect(findings.map(({ field, message }) => `${field}: ${message}`)).toEqual([
      'changes: expected what changed since 2025-01-01, found nothing',
      'changes: expected what changed since 2025-01-01, found nothing',
      ': is missing although the version is published; run npm run policy:publish -- terms 2025-09-01',
      ': is missing although the version is published; run npm run policy:publish -- terms 2025-09-01',
    ])
  })

  test.each([
    ['terms', '2025-01-01', /exists already/],
    ['terms', '2024-06-01', /2024-06-01 is not after 2025-01-01/],
    ['terms', '2025-02-30', /2025-02-30 is not a day/],
    ['terms', 'besok', /besok is not a day/],
    ['terms', undefined, /Nothing is not a day/],
    ['terms', '2025-05-31', /has passed/],
    ['policy', '2025-09-01', /Unknown document policy; expected one of privacy, sla, terms, cookies/],
    ['../terms', '2025-09-01', /Unknown document/],
    ['sla', '2025-09-01', /There is no version of sla to copy/],
  ])('refuses %s %s and writes nothing', (document, version, reason) => {
    const copy = pack()
    const before = contentOf(copy).versions.length
    const { created, lines } = draftVersion(contentOf(copy), document, version, '2025-06-01')
    expect(created).toBe(false)
    expect(lines[0]).toMatch(reason)
    expect(lines[1]).toMatch(/^Usage: npm run policy:new/)
    expect(contentOf(copy).versions.length).toBe(before)
  })
})

describe('npm run policy:publish', () => {
  test('writes both languages once; a second run changes nothing', () => {
    const copy = pack()
    const bytes = copy.read(`${NEW}/id.md`)
    for (const file of ['id.md', 'en.md']) copy.remove(`${NEW}/${file}`)
    const first = publish(copy, NEW)
    expect(first.written).toEqual([copy.path(`${NEW}/id.md`), copy.path(`${NEW}/en.md`)])
    expect(copy.read(`${NEW}/id.md`)).toBe(bytes)
    expect(publish(copy, NEW)).toEqual({ written: [], findings: [] })
  })

  test('refuses to overwrite published bytes that differ, and leaves both languages alone', () => {
    const copy = pack()
    copy.remove(`${OLD}/en.md`)
    copy.edit(`${OLD}/id.mdx`, 'Pesanan batal', 'Pesanan dibatalkan')
    const before = copy.read(`${OLD}/id.md`)
    const { written, findings } = publish(copy, OLD)
    expect(written).toEqual([])
    expect(findings).toEqual([
      {
        file: copy.path(`${OLD}/id.mdx`),
        field: 'S13. Pesanan dan tagihan',
        message: expect.stringMatching(/is published and may not change/),
      },
    ])
    expect(copy.read(`${OLD}/id.md`)).toBe(before)
    expect(() => copy.read(`${OLD}/en.md`)).toThrow()
  })

  test('refuses a text that fails a check, since it could never be put right', () => {
    const copy = pack()
    for (const file of ['id.md', 'en.md']) copy.remove(`${NEW}/${file}`)
    copy.edit(`${NEW}/en.mdx`, 'suspended after', 'suspended for three days after')
    const { written, findings } = publish(copy, NEW)
    expect(written).toEqual([])
    expect(findings).toEqual([{ file: copy.path(`${NEW}/en.mdx`), field: 'S14, line 18', message: expect.stringMatching(/“three”/) }])
  })

  test('locks zone and currency with the first version ever', () => {
    const copy = pack()
    copy.remove('locked.yaml')
    for (const file of ['id.md', 'en.md']) copy.remove(`${OLD}/${file}`)
    publish(copy, OLD)
    expect(copy.read('locked.yaml')).toMatch(/timeZone: Asia\/Jakarta\nzoneAbbreviation: WIB\ncurrency: IDR\n$/)
  })
})

describe('the commands', () => {
  const run = (script: string, args: readonly string[], dir: string) =>
    spawnSync(process.execPath, [resolve(script), ...args], { cwd: dir, env: { ...process.env, CONTENT_DIR: dir }, encoding: 'utf8' })

  test('policy:new and policy:publish take CONTENT_DIR and say what they did', () => {
    const copy = pack()
    const made = run('site/build/policy-new.ts', ['terms', '2999-01-01'], copy.dir)
    expect([made.status, made.stdout]).toEqual([0, expect.stringContaining('2999-01-01 from terms 2025-01-01')])
    for (const language of ['id', 'en']) copy.edit(`terms/2999-01-01/${language}.mdx`, 'changes: []', 'changes: [{ text: Lain. }]')
    const published = run('site/build/policy-publish.ts', ['terms', '2999-01-01'], copy.dir)
    expect([published.status, published.stdout]).toEqual([0, expect.stringContaining('2999-01-01/id.md')])
  })

  test.each([
    ['site/build/policy-new.ts', ['terms', '2025-01-01'], /exists already/],
    ['site/build/policy-publish.ts', ['terms', '2030-01-01'], /Unknown version. Usage: npm run policy:publish/],
    ['site/build/policy-publish.ts', [], /Unknown version/],
  ])('%s %j is refused with a reason and a failing status', (script, args, reason) => {
    const { status, stderr } = run(script, args, pack().dir)
    expect(status).toBe(1)
    expect(stderr).toMatch(reason)
  })

  test('npm run content prints every finding, fails and writes nothing', () => {
    const copy = pack()
    copy.edit(`${OLD}/id.mdx`, 'Pesanan batal', 'Pesanan dibatalkan')
    copy.edit(`${OLD}/notes.yaml`, 'S14:', 'S15:')
    const { status, stderr } = run('site/build/generate.ts', [], copy.dir)
    expect(status).toBe(1)
    expect(stderr).toMatch(/notes\.yaml: S15: expected a clause of this version/)
    expect(stderr).toMatch(/terms\/2024-01-01\/id\.mdx: S13\. Pesanan dan tagihan: is published and may not change/)
    expect(stderr).toMatch(/nothing was written/)
    expect([existsSync(copy.path('worker')), existsSync(copy.path('site'))]).toEqual([false, false])
  })
})
