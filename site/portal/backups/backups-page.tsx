/** Backups, restores and capacity of one account: what can be asked for now, what not and from when, and what became of it (S7–S9). */
import { useState } from 'preact/hooks'
import { backups as words } from '../../i18n/portal/backups.ts'
import { Loaded } from '../load.tsx'
import { href, query, wordsOf } from '../page.ts'
import { useTitle } from '../title.ts'
import { BackupPart } from './backup-part.tsx'
import { type BackupsView, backupsOf } from './calls.ts'
import { Capacity } from './capacity.tsx'
import { History } from './history.tsx'
import { RestorePart } from './restore-part.tsx'

const t = wordsOf(words)

export function BackupsPage() {
  const id = query('id') ?? '-'
  const [load] = useState(() => () => backupsOf(id))
  return (
    <div class="flow">
      <p>
        <a href={`${href('/akun/layanan')}?id=${encodeURIComponent(id)}`}>{t.back}</a>
      </p>
      <Loaded load={load}>{(view, reload) => <Parts view={view} reload={reload} />}</Loaded>
    </div>
  )
}

function Parts({ view, reload }: { view: BackupsView; reload: () => Promise<void> }) {
  useTitle(t.titleOf(view.account.domain))
  return (
    <>
      <BackupPart view={view} reload={reload} />
      <RestorePart view={view} reload={reload} />
      <Capacity view={view} />
      <History view={view} />
    </>
  )
}
