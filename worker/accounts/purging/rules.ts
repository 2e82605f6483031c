/** S11: the parts of a purge, in their order, and what can be proven of each. */

/** What has to be gone, each by itself. Server data comes first: from then on nothing can bring the account back. */
export const DELETIONS = ['server', 'backups', 'dns'] as const
export type Deletion = (typeof DELETIONS)[number]

/** The gateways' answer comes before them: it is the ground on which anything may be deleted. */
export const PURGE_STEPS = ['gateway', ...DELETIONS] as const
export type PurgeStep = (typeof PURGE_STEPS)[number]

/**
 * What the other side confirmed. `clear`: no gateway knows of money; `removed` and `absent`: the panel was asked afterwards, or
 * before, and no longer has it; `told`: the panel took the order and cannot be asked; `recorded`: no panel is connected.
 */
export const PROOF_OUTCOMES = ['clear', 'removed', 'absent', 'told', 'recorded'] as const
export type ProofOutcome = (typeof PROOF_OUTCOMES)[number]
