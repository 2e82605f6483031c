/** Why a package cannot be had, in the same words to whoever orders it and to whoever changes to it. */
import type { Localized } from '../../content/schema.ts'
import { formatDay } from '../shared/calendar.ts'
import type { ProblemWords } from '../shared/problem-text.ts'
import type { OrderRefusal } from './rules/order.ts'

export function packageProblems(title: Localized): ProblemWords<OrderRefusal> {
  const shared = { status: 422, title, fields: ['package'] } as const
  return {
    unknown_package: {
      ...shared,
      detail: () => ({ id: 'Paket ini tidak ada di katalog.', en: 'There is no such package in the catalogue.' }),
    },
    package_not_yet_sold: {
      ...shared,
      detail: ({ validFrom }) => ({
        id: `Paket ini dijual mulai ${formatDay(validFrom, 'id')}.`,
        en: `This package is sold from ${formatDay(validFrom, 'en')}.`,
      }),
    },
    package_withdrawn: {
      ...shared,
      detail: ({ withdrawnOn }) => ({
        id: `Paket ini tidak dijual lagi sejak ${formatDay(withdrawnOn, 'id')}.`,
        en: `This package is no longer sold since ${formatDay(withdrawnOn, 'en')}.`,
      }),
    },
    term_not_offered: {
      ...shared,
      detail: () => ({ id: 'Paket ini tidak ditawarkan untuk masa itu.', en: 'This package is not offered for that term.' }),
      fields: ['term'],
    },
  }
}
