import * as z from 'zod'
import { ClauseLink } from '../../policies/clause-link.ts'
import { BACKUP_STATES, RESTORE_STATES } from './rules/states.ts'

export const BackupAnswer = z.object({
  id: z.string(),
  state: z.literal('asked'),
  overwrites: z.string().nullable().describe('The stored backup that this one replaces.'),
  requestedAt: z.iso.datetime(),
})
export type BackupAnswer = z.infer<typeof BackupAnswer>

const restore = {
  id: z.string(),
  backup: z.string().describe('The archive that it brings back.'),
  kind: z.enum(['free', 'priced']),
  state: z.enum(RESTORE_STATES),
  priceRupiah: z.int().describe('As the SLA states it; 0: free.'),
  bytes: z.int().nullable(),
  requestedAt: z.iso.datetime(),
  quoteUntil: z.iso.datetime().nullable().describe('Until then the price can be taken up.'),
  invoice: z.string().nullable(),
}

export const RestoreAnswer = z.object({
  ...restore,
  nextFreeOn: z.iso.date().nullable().describe('The first day on which one is free again; null: this one is.'),
})
export type RestoreAnswer = z.infer<typeof RestoreAnswer>

export const AcceptAnswer = z.object({
  id: z.string(),
  state: z.enum(['waiting_payment', 'paid']).describe('`paid`: the customer’s credit covered it.'),
  invoice: z.string(),
  amountRupiah: z.int().describe('Tax included.'),
  owedRupiah: z.int(),
  dueOn: z.iso.date(),
})
export type AcceptAnswer = z.infer<typeof AcceptAnswer>

const Refusal = z.object({
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  clause: ClauseLink.nullable(),
  nextAllowedOn: z.iso.date().nullable(),
})
export type Refusal = z.infer<typeof Refusal>

const Gauge = z.object({
  used: z.int(),
  most: z.int(),
  percent: z.int().describe('Whole percent, rounded down.'),
  level: z.union([z.literal(80), z.literal(90), z.literal(100)]).nullable(),
})

export const BackupsView = z.object({
  account: z.object({ id: z.string(), domain: z.string(), package: z.string(), state: z.string() }),
  usage: z
    .object({
      at: z.iso.datetime(),
      disk: Gauge.nullable(),
      inodes: Gauge.nullable(),
      bytes: z.int(),
      inodeCount: z.int(),
      clause: ClauseLink,
    })
    .nullable()
    .describe('What the panel last reported, against the package’s capacity (S9).'),
  backup: z.object({
    clause: ClauseLink,
    perWeek: z.int(),
    usedThisWeek: z.int(),
    weekEndsOn: z.iso.date(),
    mostBytes: z.int(),
    mostInodes: z.int(),
    refusal: Refusal.nullable().describe('Why a request now would be refused; null: it would be accepted.'),
  }),
  restore: z.object({
    clause: ClauseLink,
    freePerMonth: z.int(),
    usedThisMonth: z.int(),
    nextFreeOn: z.iso.date(),
    pricePerGigabyteRupiah: z.int(),
    priceNowRupiah: z.int().nullable().describe('What one would cost now, 0: nothing; null: there is none to be had.'),
    refusal: Refusal.nullable(),
  }),
  stored: z.string().nullable().describe('The archive that a restore would bring back.'),
  backups: z.array(
    z.object({
      id: z.string(),
      state: z.enum(BACKUP_STATES),
      requestedAt: z.iso.datetime(),
      endedAt: z.iso.datetime().nullable(),
      bytes: z.int().nullable(),
      why: z.string().nullable(),
    }),
  ),
  restores: z.array(z.object({ ...restore, endedAt: z.iso.datetime().nullable(), why: z.string().nullable() })),
})
export type BackupsView = z.infer<typeof BackupsView>
