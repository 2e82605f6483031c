/**
 * Ids are a prefix that names the kind, the customer's shard letter and a ULID: `acc_a01J…`.
 * Every row of a customer carries that customer's shard; users are unsharded (`usr_01J…`).
 */
export const SHARD = 'a'

export const PREFIX = {
  customer: 'cus',
  membership: 'mem',
  invitation: 'itn',
  acceptance: 'acp',
  receipt: 'rcp',
  account: 'acc',
  invoice: 'inv',
  payment: 'pay',
  credit: 'crd',
  refund: 'rfd',
  notice: 'ntc',
  mail: 'mal',
  backup: 'bak',
  restore: 'res',
  commit: 'com',
  task: 'tsk',
  look: 'lok',
  search: 'sea',
  purgeBlock: 'pbk',
} as const

export type Kind = keyof typeof PREFIX

/** `ulid` is made at the door, where time and randomness may be read. */
export function idFrom(kind: Kind, ulid: string, shard: string = SHARD): string {
  return `${PREFIX[kind]}_${shard}${ulid}`
}
