import type { ProblemWords } from '../../shared/problem-text.ts'
import type { Failure } from '../../shared/result.ts'

export type WebhookFailure = Failure &
  ({ readonly reason: 'not_authentic' } | { readonly reason: 'notification_not_understood'; readonly field: string })

export const WEBHOOK_PROBLEMS: ProblemWords<WebhookFailure> = {
  not_authentic: {
    status: 401,
    title: { id: 'Tanda tangan tidak cocok', en: 'Signature does not match' },
    detail: () => ({
      id: 'Pemberitahuan ini tidak ditandatangani dengan kunci kami. Tidak ada yang disimpan.',
      en: 'This notification is not signed with our key. Nothing was stored.',
    }),
  },
  notification_not_understood: {
    status: 422,
    title: { id: 'Pemberitahuan tidak dapat dibaca', en: 'Notification not understood' },
    detail: ({ field }) => ({
      id: `Isi pemberitahuan tidak sesuai dengan bentuk yang didokumentasikan: ${field}.`,
      en: `The notification does not have the documented form: ${field}.`,
    }),
  },
}
