/** What every hosting panel is asked, whatever it is. Each call may be repeated: what is so already is not an error. */
import type { Failure, Result } from '../../shared/result.ts'
import type { Actual } from '../rules/reconcile.ts'

/** `detail` is the panel’s own word, for staff. */
export type PanelFailure =
  /** No answer, or none in time: it may have been done all the same, so its state is asked before the next attempt. */
  | ({ readonly reason: 'panel_unreachable' | 'panel_timeout' | 'panel_broken' | 'panel_unauthorized' } & Detail)
  /** It answered no. */
  | ({ readonly reason: 'panel_refused' } & Detail)
interface Detail extends Failure {
  readonly detail: string
}

export type Asked<T> = Promise<Result<T, PanelFailure>>

/** The account as the panel is told about it. */
export interface PanelAccount {
  readonly account: string
  readonly username: string
  readonly domain: string
  /** What it last confirmed; null: nothing yet. */
  readonly recorded: Actual | null
  /** What it last reported; null: nothing yet. */
  readonly usage: Usage | null
}

/** One order: the same id at each attempt, and the clause that ordered it. */
export interface Order {
  readonly id: string
  readonly reason: string
  /** Instant of the attempt. */
  readonly at: number
}

export interface Usage {
  readonly diskBytes: number
  readonly inodes: number
}

/** A job that was started, by the panel’s own name for it. */
export interface StartedJob {
  readonly kind: 'backup' | 'restore'
  readonly reference: string
}

export type JobState =
  | { readonly state: 'running' }
  /** Size of the archive; null: not told, or a restore. */
  | { readonly state: 'done'; readonly bytes: number | null }
  | { readonly state: 'failed' }
  /** This panel does not tell. */
  | { readonly state: 'untold' }

/** What became of something that was to be deleted (S11). */
export interface Removal {
  /** `removed`, `absent`: the panel was asked and has it no longer; `told`: it took the order; `recorded`: there is no panel. */
  readonly outcome: 'removed' | 'absent' | 'told' | 'recorded'
  /** The call that it rests on. */
  readonly by: string
}

export interface Panel {
  readonly name: 'whm' | 'webhook' | 'none' | 'rehearsal'
  /**
   * What `state` is worth: `asked`, the panel’s own answer; `told`, what it last confirmed, while a message may have arrived that
   * was never confirmed; `recorded`, our record, which is all there is.
   */
  readonly certainty: 'asked' | 'told' | 'recorded'
  state(account: PanelAccount): Asked<Actual>
  create(account: PanelAccount, packageId: string, order: Order): Asked<void>
  suspend(account: PanelAccount, order: Order): Asked<void>
  unsuspend(account: PanelAccount, order: Order): Asked<void>
  remove(account: PanelAccount, order: Order): Asked<void>
  /** The backups made on request; what the server's own schedule keeps runs out by itself. */
  removeBackups(account: PanelAccount, order: Order): Asked<Removal>
  removeZone(account: PanelAccount, order: Order): Asked<Removal>
  changePackage(account: PanelAccount, packageId: string, order: Order): Asked<void>
  /** Overwrites the last one (S7). @returns the panel’s name for the job. */
  backup(account: PanelAccount, order: Order): Asked<string>
  /** From the last backup. Not repeatable: it overwrites what the customer did since. */
  restore(account: PanelAccount, order: Order): Asked<string>
  job(account: PanelAccount, job: StartedJob): Asked<JobState>
  /** Null: this panel does not tell. */
  usage(account: PanelAccount): Asked<Usage | null>
}
