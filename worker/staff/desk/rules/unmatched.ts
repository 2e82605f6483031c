/** S13: which money of the queue can be recorded for an invoice: what came in and was never recorded. What went back cannot. */
const CAME_IN: ReadonlySet<string> = new Set(['unknown_order', 'not_recordable'])

export const isAssignable = (reason: string, amount: number | null): boolean => CAME_IN.has(reason) && amount !== null && amount > 0
