/** New ids, made at the doors, the only places where randomness is read. The time in an id is the request's own. */
import { ulid } from 'ulid'
import { idFrom, type Kind } from './shared/ids.ts'

export function mint(kind: Kind, at: number): string {
  return idFrom(kind, ulid(at))
}

/** Users are unsharded: one person may act for customers of several shards. */
export function mintUser(at: number): string {
  return `usr_${ulid(at)}`
}
