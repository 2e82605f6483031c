/** The lives of a backup and of a restore (S7, S8). */

export const BACKUP_STATES = ['asked', 'started', 'stored', 'failed', 'unclear', 'overwritten'] as const
export type BackupState = (typeof BACKUP_STATES)[number]

export const RESTORE_STATES = ['quoted', 'waiting_payment', 'waiting', 'running', 'done', 'failed', 'unclear', 'lapsed'] as const
export type RestoreState = (typeof RESTORE_STATES)[number]

/** S7: one that failed, or of which nobody knows how it ended, through no fault of the customer's, does not count. */
export const backupCounts = (state: BackupState): boolean => state !== 'failed' && state !== 'unclear'

/** S8: what was free and failed, or came to nothing, leaves the month's free one as it was. */
export const restoreCounts = (state: RestoreState): boolean => state !== 'failed' && state !== 'unclear' && state !== 'lapsed'

export const backupRuns = (state: BackupState): boolean => state === 'asked' || state === 'started'
export const restoreRuns = (state: RestoreState): boolean => state === 'waiting' || state === 'running'
