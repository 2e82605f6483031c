/** Words of the portal, one file per part of it: Indonesian first, an English twin of the same shape beside it. */
import type { Language } from '#content/schema'

export type Words<T> = Readonly<Record<Language, T>>

/** Takes the shape from the Indonesian words, so that an English word cannot be missing. */
export const words = <T>(both: { id: T; en: NoInfer<T> }): Words<T> => both
