import { expect, test } from 'vitest'
import { purgeNotice } from '../../worker/accounts/purging/rules/words.ts'
import { decidePurge, type GatewayAnswer, type PurgeBlock, type PurgeFacts } from '../../worker/accounts/rules/purge.ts'

const HOUR = 3_600_000
const ENDED = Date.parse('2027-12-31T17:00Z')
const FROM = Date.parse('2028-01-01T19:00Z')
const answer = (says: GatewayAnswer['says'], askedAt = FROM): GatewayAnswer => ({ says, askedAt })
const blocks: readonly PurgeBlock[] = [{ kind: 'open_claim', subject: 'clm_1' }]
const facts = (changes: Partial<PurgeFacts>): PurgeFacts => ({
  endedAt: ENDED,
  blocks: [],
  held: false,
  answer: answer('clear'),
  ...changes,
})

test.each([
  ['a millisecond before 26 hours it waits', facts({}), FROM - 1, { decision: 'wait', until: FROM }],
  ['after 26 hours, with a fresh answer, it runs', facts({}), FROM, { decision: 'purge', clause: 'S11' }],
  ['an open claim keeps the data', facts({ blocks }), FROM, { decision: 'blocked', blocks }],
  [
    'so does an open data request, or a lawful order',
    facts({ blocks: [{ kind: 'legal_hold', subject: 'Order 7.' }] }),
    FROM + 999 * HOUR,
    { decision: 'blocked', blocks: [{ kind: 'legal_hold', subject: 'Order 7.' }] },
  ],
  ['a hold keeps it', facts({ held: true }), FROM, { decision: 'held' }],
  ['the gateway was not asked', facts({ answer: null }), FROM, { decision: 'ask_gateway' }],
  ['it was asked before the 26 hours were over', facts({ answer: answer('clear', FROM - 1) }), FROM, { decision: 'ask_gateway' }],
  ['a minute less than an hour ago', facts({}), FROM + HOUR - 60_000, { decision: 'purge', clause: 'S11' }],
  ['it was asked an hour ago', facts({}), FROM + HOUR, { decision: 'ask_gateway' }],
  ['it says “pending”', facts({ answer: answer('pending') }), FROM, { decision: 'wait', until: FROM + HOUR }],
  ['it says nothing', facts({ answer: answer('silent') }), FROM + 1, { decision: 'wait', until: FROM + HOUR }],
  ['it knows of a payment that is not in the books', facts({ answer: answer('settled') }), FROM, { decision: 'enter_payment_first' }],
])('%s', (_, given, now, decision) => {
  expect(decidePurge(given, now)).toEqual(decision)
})

test.each([
  ['everything was asked for and is gone', ['clear', 'removed', 'removed', 'absent'], 'purged'],
  ['a panel only took the orders', ['clear', 'told', 'told', 'told'], 'purge_ordered'],
  ['no panel is connected', ['clear', 'recorded', 'recorded', 'recorded'], 'purge_by_hand'],
  ['of one part nothing is proven', ['clear', 'removed', 'recorded', 'told'], 'purge_by_hand'],
] as const)('what the customer is told: %s', (_, outcomes, kind) => {
  expect(purgeNotice(outcomes.map((outcome) => ({ outcome })))).toBe(kind)
})
