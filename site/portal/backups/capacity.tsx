/** How much of the package's capacity is in use, as a bar and in words (S9). */
import { formatSize } from '#rules/panel/rules/sizes'
import { backups as words } from '../../i18n/portal/backups.ts'
import { ClauseLink } from '../clause.tsx'
import { instant } from '../format.ts'
import { href, language, wordsOf } from '../page.ts'
import type { BackupsView } from './calls.ts'
import { count } from './count.ts'

const t = wordsOf(words)
type Usage = NonNullable<BackupsView['usage']>
type Gauge = NonNullable<Usage['disk']>

const size = (bytes: number) => formatSize(bytes, language)

export function Capacity({ view: { usage, account, backup } }: { view: BackupsView }) {
  const noStorage = backup.refusal?.code === 'no_storage'
  return (
    <section>
      <h2>{t.usageTitle}</h2>
      {usage === null && <p>{noStorage ? t.noStorage : t.usageUnknown}</p>}
      {usage && (
        <>
          {usage.disk && <Bar name={t.disk} gauge={usage.disk} write={size} />}
          {usage.inodes && <Bar name={t.inodes} gauge={usage.inodes} write={count} />}
          <p class="small quiet">
            {t.usageAt(instant(Date.parse(usage.at)))} <ClauseLink clause={usage.clause} />
          </p>
          {(usage.disk?.level || usage.inodes?.level) && (
            <p>
              <a href={`${href('/akun/layanan/paket')}?id=${encodeURIComponent(account.id)}`}>{t.larger}</a>
            </p>
          )}
        </>
      )}
    </section>
  )
}

const TONE = { 80: 'warning', 90: 'warning', 100: 'danger' } as const

function Bar({ name, gauge, write }: { name: string; gauge: Gauge; write: (amount: number) => string }) {
  const said = t.gauge(write(gauge.used), write(gauge.most), gauge.percent)
  return (
    <div class="gauge">
      <p>
        <strong>{name}</strong> {said}
      </p>
      <meter
        aria-label={`${name}: ${said}`}
        min={0}
        max={gauge.most}
        high={0.8 * gauge.most}
        optimum={0}
        value={Math.min(gauge.used, gauge.most)}
      />
      {gauge.level && <p class={`note ${TONE[gauge.level]}`}>{t.levels[gauge.level]}</p>}
    </div>
  )
}
