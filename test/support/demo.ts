/** Who is in the demonstration. Nothing here is secret: it exists on a developer’s machine only. */
export const DEMO_PASSWORD = 'sepeda-hujan-kopi-27'

export const SARI = { userId: 'sari', name: 'Sari Wulandari', email: 'sari@contoh.example' } as const
export const LANGIT = { userId: 'langit', name: 'Langit Biru', email: 'langit@contoh.example' } as const
export const STAFF = { userId: 'petugas', name: 'Petugas Treabiz', email: 'petugas@contoh.example' } as const

/** Days before or after today on which each of Sari’s accounts falls due, and the state the real sweep brings it to. */
export const SARI_ACCOUNTS = [
  { domain: 'tokosari.example', package: 'hosting-tumbuh', term: 'yearly', dueInDays: 20, state: 'active' },
  { domain: 'resepsari.example', package: 'hosting-mulai', term: 'monthly', dueInDays: -2, state: 'overdue' },
  { domain: 'arsipsari.example', package: 'hosting-mulai', term: 'monthly', dueInDays: -6, state: 'suspended' },
  { domain: 'lamasari.example', package: 'hosting-mulai', term: 'monthly', dueInDays: -16, state: 'terminated' },
] as const
