import { describe, expect, test } from 'vitest'
import type { LateFacts } from '../../worker/accounts/rules/late.ts'
import type { LatePromise } from '../../worker/accounts/rules/state.ts'
import { ifNobodyPays, ifPaidAt, pastPoints, timelineFromDueDay } from '../../worker/accounts/rules/timeline.ts'

const tnet: LatePromise = {
  version: '2024-11-01',
  late: { suspendAfterDays: 2, terminateAfterDays: 7 },
  timeZone: 'Asia/Jakarta',
  zoneAbbreviation: 'WIB',
}
const at = (iso: string) => Date.parse(iso)
const facts = (changes: Partial<LateFacts>): LateFacts => ({
  state: 'active',
  dueOn: '2027-03-10',
  unpaid: true,
  overdueNoticeFrom: null,
  warningFrom: null,
  suspendedAt: null,
  ...changes,
})
const yearly = { term: 'yearly', anniversaryDay: 10 } as const
const read = (points: readonly { kind: string; when: { id: string } }[]) => points.map((point) => `${point.when.id}: ${point.kind}`)

describe('what happened', () => {
  const event = (type: string, id: string, more: { kind?: string } = {}) => ({
    ...{ type: `account.${type}`, at: at('2027-03-10T05:00Z'), clause: { id, version: '2026-12-15' } },
    ...more,
  })

  test.each([
    ['renewal', 'paid', 'Tagihan lunas. Layanan tetap berjalan.'],
    ['restore', 'restore_paid', 'Tagihan restore lunas. Jatuh tempo layanan tetap.'],
    ['upgrade', 'upgrade_paid', 'Tagihan naik paket lunas. Paket yang lebih besar aktif, jatuh tempo tetap.'],
  ])('the payment of an invoice for a %s is told as that', (invoiced, kind, id) => {
    expect(pastPoints([event('paid', 'S13', { kind: invoiced })], tnet)).toMatchObject([{ kind, document: 'terms', text: { id } }])
  })

  test('backups and restores are told with the clause of the SLA that orders them', () => {
    const backups = ['asked', 'stored', 'failed', 'unclear'].map((end) => event(`backup_${end}`, 'S7'))
    const ends = ['asked', 'quoted', 'taken_up', 'run', 'done', 'failed', 'unclear', 'lapsed']
    const restores = ends.map((end) => event(`restore_${end}`, 'S8'))
    const points = pastPoints([...backups, ...restores], tnet)
    expect(points.map(({ document, clause }) => `${document} ${clause}`)).toEqual([
      ...backups.map(() => 'sla S7'),
      ...restores.map(() => 'sla S8'),
    ])
    expect(new Set(points.map(({ text }) => text.id)).size).toBe(12)
  })
})

describe('the calculator', () => {
  test('tells the dates printed on the page for a due day', () => {
    expect(read(timelineFromDueDay('2027-03-10', tnet))).toEqual([
      '10 Maret 2027: due',
      '11 Maret 2027, 00.00 WIB: overdue',
      '13 Maret 2027, 00.00 WIB: suspended',
      '20 Maret 2027, 00.00 WIB: terminated',
    ])
  })

  test('follows the numbers of the version', () => {
    const patient = { ...tnet, version: '2027-01-01', late: { suspendAfterDays: 3, terminateAfterDays: 10 } }
    const points = timelineFromDueDay('2027-03-10', patient)
    expect(points.map((point) => point.when.en)).toEqual([
      '10 March 2027',
      '11 March 2027, 00:00 WIB',
      '14 March 2027, 00:00 WIB',
      '24 March 2027, 00:00 WIB',
    ])
    expect(new Set(points.map((point) => point.version))).toEqual(new Set(['2027-01-01']))
  })

  test('names the clause of every step', () => {
    expect(timelineFromDueDay('2027-03-10', tnet).map((point) => point.clause)).toEqual(['S13', 'S14', 'S14', 'S14'])
  })
})

describe('what comes next if nobody pays', () => {
  test('counts from a suspension that came late', () => {
    const suspended = facts({ state: 'suspended', suspendedAt: at('2027-03-26T03:00Z'), warningFrom: at('2027-03-26T03:00Z') })
    expect(read(ifNobodyPays(suspended, tnet, at('2027-03-27T00:00Z')))).toEqual(['2 April 2027, 10.00 WIB: terminated'])
  })

  test('starts with the notice where the sweep slept over the due date', () => {
    expect(read(ifNobodyPays(facts({}), tnet, at('2027-03-25T03:00Z')))).toEqual([
      '25 Maret 2027, 10.00 WIB: overdue',
      '26 Maret 2027, 10.00 WIB: suspended',
      '2 April 2027, 10.00 WIB: terminated',
    ])
  })

  test('is empty for who owes nothing', () => {
    expect(ifNobodyPays(facts({ unpaid: false }), tnet, at('2027-03-25T03:00Z'))).toEqual([])
  })
})

describe('what a payment today would do', () => {
  test.each([
    ['active', 'paid', '10 Maret 2028: due'],
    ['overdue', 'paid', '10 Maret 2028: due'],
    ['suspended', 'reactivated', '10 Maret 2028: due'],
  ] as const)('an account that is %s: %s, same anniversary', (state, kind, due) => {
    expect(read(ifPaidAt(facts({ state }), yearly, tnet, at('2027-03-14T03:00Z')))).toEqual([`14 Maret 2027, 10.00 WIB: ${kind}`, due])
  })

  test('a terminated account does not come back (S16)', () => {
    const points = ifPaidAt(facts({ state: 'terminated' }), yearly, tnet, at('2027-03-24T03:00Z'))
    expect(points.map((point) => [point.kind, point.clause])).toEqual([['paid_after_termination', 'S16']])
  })
})

test('what was paid while a violation stood did not keep the service running (S18)', () => {
  const clause = { id: 'S13', version: tnet.version }
  const types = ['paid', 'violation_declared', 'overdue', 'paid', 'violation_lifted', 'paid']
  const points = pastPoints(
    types.map((type, at) => ({ type: `account.${type}`, at, clause })),
    tnet,
  )
  expect(points.map(({ kind }) => kind)).toEqual(['paid', 'violation_declared', 'overdue', 'paid_in_violation', 'violation_lifted', 'paid'])
})
