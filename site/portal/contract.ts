import type { Document, Language, Localized } from '#content/schema'
export type ContractDocument = 'terms' | 'sla' | 'privacy'
export interface AcceptableVersion {
  version: string
  published: string
  effective: { new: string; existing: string }
  material: boolean
  digests: Localized
  titles: Localized
  paths: Localized
}
export interface AcceptablePolicies {
  now: number
  documents: {
    document: Document
    acceptance: boolean
    inForce: { new: AcceptableVersion | null; existing: AcceptableVersion | null }
    upcoming: AcceptableVersion[]
  }[]
}
export interface Me {
  user: {
    id: string
    name: string
    userId: string
    email: string
    emailVerified: boolean
    twoFactorEnabled: boolean
    role: 'customer' | 'staff'
  }
  customer: { id: string; kind: 'person' | 'company'; name: string; language: Language; country: string } | null
  outstanding: number
  unread: number
}
export interface Agreements {
  binding: {
    document: ContractDocument
    version: string
    since: number
    how: 'accepted' | 'asserted' | 'effective'
    titles: Localized
    paths: Localized
  }[]
  acceptances: {
    id: string
    document: Document
    version: string
    language: Language
    digest: string
    decision: 'accepted' | 'declined' | 'asserted'
    shownAt: number
    decidedAt: number
    method: 'registration' | 'portal' | 'api' | 'import'
    page: string
    authority: string | null
    receiptId: string | null
    path: string
  }[]
}
export interface Outstanding {
  document: ContractDocument
  version: string
  digest: Localized
  titles: Localized
  paths: Localized
  reason: 'material_change' | 'never_accepted'
  decideBy: number | null
  since: string | null
  differencePath: Localized | null
  changed: {
    clause: string | null
    title: Localized | null
    change: 'added' | 'removed' | 'changed'
    texts: { id: string[]; en: string[] }
    terms: { path: string; before?: unknown; after?: unknown }[]
  }[]
  declined: boolean
  declinedAt: number | null
  declineMeans: Localized
}
